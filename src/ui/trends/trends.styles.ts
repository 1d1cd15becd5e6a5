// What the instruments of Trends share: lines of origin, marks of what nobody checked, and tables with small print.
import { css } from 'lit';

export const trendsStyles = css`
  .clock {
    margin-top: var(--gap-3);
    max-width: 70ch;
    color: var(--ink-muted);
  }

  h1 .interval {
    white-space: nowrap;
  }

  .unverified {
    padding: 0 0.35rem;
    border: 1px dashed var(--caution);
    color: var(--caution);
    font-size: 0.75rem;
    font-weight: 600;
    white-space: nowrap;
  }

  th small,
  td small {
    display: block;
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 400;
  }

  tbody th {
    min-width: 9rem;
  }

  td.reason {
    min-width: 16rem;
    color: var(--ink-muted);
  }

  td.origin {
    min-width: 12rem;
    color: var(--ink-muted);
    font-size: var(--text-small);
    overflow-wrap: anywhere;
  }

  .differs {
    color: var(--caution);
    font-weight: 600;
  }

  .sheet p + p,
  .sheet .table-frame + p,
  .sheet p + .table-frame,
  .sheet details {
    margin-top: var(--gap-3);
  }
`;
