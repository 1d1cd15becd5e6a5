import { css } from 'lit';

export const kernelTableStyles = css`
  tbody + tbody th[scope='rowgroup'] {
    padding-top: var(--gap-5);
  }

  th[scope='rowgroup'] {
    color: var(--ink);
    font-weight: 650;
  }

  .share {
    width: 3.5rem;
    height: 0.5rem;
    margin-inline-end: var(--gap-2);
  }

  .share-value {
    display: inline-block;
    min-width: 3.1em;
  }

  .mark {
    white-space: nowrap;
  }

  .mark.bad {
    color: var(--failure);
    font-weight: 600;
  }

  .reason {
    white-space: normal;
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  td.problem {
    color: var(--ink-muted);
    min-width: 9rem;
  }

  /* On a phone every kernel is a small card: its figures would not fit beside each other. */
  @media (max-width: 40rem) {
    table,
    tbody,
    tr,
    th,
    td {
      display: block;
      padding: 0;
      border: 0;
    }

    thead {
      display: none;
    }

    tbody tr {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 0 var(--gap-3);
      padding-block: var(--gap-2);
      border-bottom: 1px solid var(--line);
    }

    /* Left what it is, right what it reached. */
    .number {
      grid-column: 2;
      text-align: end;
    }

    th[scope='row'] {
      grid-row: 1;
    }

    td.problem {
      grid-row: 2;
      grid-column: 1;
    }

    td.mark {
      grid-row: 3;
      grid-column: 1;
    }

    td.reason {
      grid-column: 1 / -1;
    }
  }
`;
