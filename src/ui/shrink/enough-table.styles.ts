import { css } from 'lit';

export const enoughTableStyles = css`
  tbody th {
    min-width: 11rem;
  }

  th small,
  td small {
    display: block;
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 400;
  }

  ol {
    margin-top: var(--gap-3);
    padding-inline-start: 1.1rem;
  }
`;
