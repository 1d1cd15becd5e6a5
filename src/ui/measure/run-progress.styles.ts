import { css } from 'lit';

export const runProgressStyles = css`
  .panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--gap-2) var(--gap-5);
    align-items: end;
  }

  .step {
    min-height: 1.5em;
    font-size: var(--text-lead);
    font-weight: 600;
    line-height: 1.3;
  }

  .left {
    color: var(--ink-muted);
    font-size: 0.9375rem;
  }

  .track {
    grid-column: 1 / -1;
    height: 6px;
    background: var(--line);
  }

  svg {
    display: block;
    width: 100%;
    height: 100%;
  }

  rect {
    fill: var(--accent);
    transition: width 200ms linear;
  }

  @media (prefers-reduced-motion: reduce) {
    rect {
      transition: none;
    }
  }
`;
