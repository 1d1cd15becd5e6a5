import { css } from 'lit';

export const resultPickerStyles = css`
  .drop {
    display: grid;
    gap: var(--gap-3);
    padding: var(--gap-3);
    border: 1px dashed var(--line-strong);
  }

  .error {
    margin-top: var(--gap-3);
  }

  .drop.over {
    border-color: var(--accent);
    background: var(--accent-wash);
  }

  .results {
    max-height: 26rem;
    overflow-y: auto;
  }

  .results ul {
    list-style: none;
  }

  h3 {
    padding-block: var(--gap-4) var(--gap-1);
    border-bottom: 1px solid var(--line-strong);
    overflow-wrap: anywhere;
  }

  li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--gap-4);
    padding-block: var(--gap-2);
    border-bottom: 1px solid var(--line);
  }

  label.take {
    display: flex;
    flex: 1 1 12rem;
    gap: var(--gap-2);
    align-items: baseline;
    font-size: 0.9375rem;
    font-weight: 400;
    overflow-wrap: anywhere;
    cursor: pointer;
  }

  label.take b {
    font-weight: 600;
  }

  label.anchor {
    display: flex;
    gap: var(--gap-1);
    align-items: baseline;
    font-weight: 400;
    cursor: pointer;
  }

  small {
    display: block;
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  .origin {
    display: inline-block;
    max-width: 100%;
    padding: 0 0.35rem;
    border: 1px dashed var(--accent);
    color: var(--accent);
    font-size: var(--text-small);
    font-weight: 600;
  }
`;
