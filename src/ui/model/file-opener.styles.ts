import { css } from 'lit';

export const fileOpenerStyles = css`
  .zone {
    display: grid;
    gap: var(--gap-2);
    justify-items: start;
    padding: var(--gap-3) var(--gap-4) var(--gap-4);
    border: 1px dashed var(--line-strong);
  }

  .zone p {
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  /* Over the whole window, because files may be dropped anywhere on it. */
  .target {
    position: fixed;
    z-index: 3;
    inset: 0.5rem;
    display: grid;
    place-items: center;
    border: 3px dashed var(--accent);
    background: color-mix(in srgb, var(--accent-wash) 85%, transparent);
    pointer-events: none;
  }

  .target p {
    padding: var(--gap-4) var(--gap-5);
    background: var(--surface-raised);
    font-size: var(--text-lead);
    font-weight: 600;
  }

  .reading {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--gap-2) var(--gap-3);
    align-items: center;
    margin-top: var(--gap-3);
    font-size: 0.9375rem;
  }

  .reading p {
    overflow-wrap: anywhere;
  }

  .track {
    grid-column: 1 / -1;
    height: 6px;
    background: var(--line);
  }

  .track svg {
    display: block;
    width: 100%;
    height: 100%;
  }

  rect {
    fill: var(--accent);
  }

  .failed {
    margin-top: var(--gap-3);
    padding: var(--gap-3) var(--gap-4);
    border-inline-start: 4px solid var(--failure);
    background: var(--failure-wash);
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-2) var(--gap-3);
    margin-top: var(--gap-3);
  }
`;
