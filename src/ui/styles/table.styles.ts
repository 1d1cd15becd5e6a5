// Tables: hairlines, figures to the right, a frame that scrolls sideways when it must.
import { css } from 'lit';

export const tableStyles = css`
  .table-frame {
    overflow-x: auto;
  }

  .table-frame:focus-visible {
    outline-offset: 0;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.9375rem;
    line-height: 1.35;
  }

  caption {
    padding-bottom: var(--gap-2);
    color: var(--ink-muted);
    font-size: var(--text-small);
    text-align: start;
  }

  th,
  td {
    padding: 0.45rem 0.9rem 0.45rem 0;
    border-bottom: 1px solid var(--line);
    text-align: start;
    vertical-align: baseline;
  }

  th:last-child,
  td:last-child {
    padding-right: 0;
  }

  thead th {
    border-bottom-color: var(--line-strong);
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 550;
    vertical-align: bottom;
    white-space: nowrap;
  }

  tbody th {
    font-weight: 500;
  }

  .number {
    text-align: end;
    white-space: nowrap;
  }

  @media print {
    .table-frame {
      overflow: visible;
    }

    tr {
      break-inside: avoid;
    }
  }
`;
