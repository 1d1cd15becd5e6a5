// What the parts of the limits share: the words above a chart, and warnings beside a figure.
import { css } from 'lit';

export const limitsStyles = css`
  .warning {
    display: block;
    margin-top: var(--gap-3);
    padding: var(--gap-1) var(--gap-3);
    border-inline-start: 3px solid var(--caution);
    background: var(--caution-wash);
  }

  .line-text {
    display: grid;
    gap: var(--gap-2);
    margin-bottom: var(--gap-5);
  }

  /* The second row of the head ends before the column of sources. */
  .sourced thead tr:last-child th:last-child {
    padding-right: 0.9rem;
  }

  .forms th[scope='row'] {
    white-space: nowrap;
  }

  .forms th small {
    max-width: 9rem;
    white-space: normal;
  }

  .forms tbody:not(:last-child) tr:last-child > * {
    border-bottom-color: var(--line-strong);
  }

  .forms tbody th {
    min-width: 0;
  }

  .forms tbody:not(:last-child) th[scope='rowgroup'] {
    border-bottom-color: var(--line-strong);
  }

  .forms th.form {
    border-bottom: 1px solid var(--line);
    text-align: center;
  }

  .origin-line {
    margin-top: var(--gap-3);
    max-width: 70ch;
  }
`;
