import { css } from 'lit';

export const accuracyTableStyles = css`
  tbody th {
    min-width: 11rem;
    max-width: 15rem;
  }

  th,
  td {
    padding-right: 0.7rem;
  }

  th small,
  td small {
    display: block;
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 400;
  }

  thead th.number {
    min-width: 4.5rem;
    white-space: normal;
  }

  .several small {
    white-space: normal;
  }

  .reference th {
    font-weight: 650;
  }

  .waiting {
    color: var(--ink-muted);
  }

  .waiting th {
    font-weight: 400;
  }

  .current th {
    border-inline-start: 3px solid var(--accent);
    padding-inline-start: var(--gap-2);
    color: var(--ink);
  }

  ol,
  .origin {
    margin-top: var(--gap-3);
  }

  ol {
    padding-inline-start: 1.1rem;
  }
`;
