import { css } from 'lit';

export const anchorTableStyles = css`
  table {
    table-layout: fixed;
    min-width: 47rem;
  }

  thead th:nth-child(2) {
    width: 10.5rem;
  }

  thead th:nth-child(3) {
    width: 13.5rem;
  }

  thead th:nth-child(4) {
    width: 5rem;
  }

  thead th:last-child {
    width: 7.5rem;
  }

  /* Where the table is wider than its frame, titles and explanations stay in view. */
  .title div,
  .why details {
    position: sticky;
    inset-inline-start: 0;
    width: fit-content;
    max-width: min(100%, 100vw - 2 * var(--page-margin) - 1rem);
  }

  td.verdict,
  thead th:last-child {
    padding-inline-start: var(--gap-4);
  }

  .title th {
    padding-top: var(--gap-5);
    font-weight: 650;
  }

  tbody:first-of-type .title th {
    padding-top: var(--gap-3);
  }

  .title .source {
    margin-inline-start: var(--gap-2);
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 400;
    overflow-wrap: anywhere;
  }

  .why td {
    padding-block: 0.1rem var(--gap-2);
    border-bottom: 0;
  }

  small {
    display: block;
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 400;
    white-space: normal;
  }

  .verdict {
    white-space: nowrap;
  }

  .verdict svg {
    width: 0.75rem;
    height: 0.75rem;
    margin-inline-end: 0.45rem;
    overflow: visible;
  }

  .verdict path {
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .pass {
    color: var(--series-f16);
  }

  .explained {
    color: var(--caution);
  }

  .fail {
    color: var(--failure);
    font-weight: 650;
  }

  .information {
    color: var(--ink-muted);
  }

  .explanation {
    max-width: 44rem;
  }

  .explanation + .explanation,
  .note {
    margin-top: var(--gap-3);
  }

  .explanation b {
    font-weight: 600;
  }

  .explanation ul {
    margin-top: var(--gap-1);
    padding-inline-start: 1.2em;
    color: var(--ink-muted);
  }

  .note {
    color: var(--ink-muted);
  }

  /* On a phone the whole row stays in sight: smaller, and the verdict as its sign alone. */
  @media (max-width: 40rem) {
    table {
      table-layout: auto;
      min-width: 0;
      font-size: 0.75rem;
    }

    thead th,
    small {
      font-size: inherit;
    }

    thead th:nth-child(n) {
      width: auto;
    }

    th,
    td {
      padding-inline-end: 0.3rem;
    }

    .number {
      white-space: normal;
    }

    td.verdict,
    thead th:last-child {
      position: relative;
      width: 0.75rem;
      padding-inline: 0;
    }

    .verdict svg {
      margin: 0;
    }

    .verdict span,
    thead th:last-child span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
`;
