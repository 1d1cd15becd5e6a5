import { css } from 'lit';

export const resultActionsStyles = css`
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-2);
  }

  .drop {
    margin-top: var(--gap-4);
    padding: var(--gap-4);
    border: 1px dashed var(--line-strong);
    color: var(--ink-muted);
    font-size: 0.9375rem;
  }

  .drop.over {
    border-color: var(--accent);
    background: var(--accent-wash);
    color: var(--ink);
  }

  .said {
    min-height: 1.5em;
    margin-top: var(--gap-2);
    font-size: 0.9375rem;
  }

  .said.bad {
    color: var(--failure);
    font-weight: 550;
  }
`;
