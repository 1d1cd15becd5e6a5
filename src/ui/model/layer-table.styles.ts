import { css } from 'lit';

export const layerTableStyles = css`
  .controls {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--gap-2) var(--gap-5);
    margin-bottom: var(--gap-3);
  }

  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-1) var(--gap-5);
    border: 0;
  }

  fieldset label {
    display: flex;
    align-items: center;
    gap: var(--gap-2);
    font-size: 0.9375rem;
    cursor: pointer;
  }

  fieldset input {
    margin: 0;
  }

  .sort {
    display: none;
  }

  th {
    font-weight: 500;
  }

  .name-column {
    width: 30%;
  }

  thead th {
    padding-block: 0;
    vertical-align: middle;
  }

  .sorter {
    min-height: 2rem;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font-weight: 550;
    white-space: nowrap;
  }

  .sorter:hover,
  [aria-sort] .sorter {
    color: var(--ink);
  }

  .arrow {
    display: inline-block;
    width: 0.8em;
    color: var(--accent);
  }

  .number .sorter {
    flex-direction: row-reverse;
  }

  .head th,
  .head td {
    font-weight: 600;
  }

  .head .shape {
    font-weight: 400;
  }

  .opener {
    display: inline-flex;
    justify-content: start;
    min-height: 1.75rem;
    padding: 0;
    border: 0;
    background: none;
    font-weight: 600;
    text-align: start;
  }

  .opener:hover .label {
    color: var(--accent);
  }

  .opener svg {
    flex: none;
    width: 0.65rem;
    height: 0.65rem;
  }

  .opener path {
    fill: none;
    stroke: var(--ink-muted);
    stroke-width: 1.6;
  }

  .opener[aria-expanded='true'] svg {
    transform: rotate(90deg);
  }

  .label {
    overflow-wrap: anywhere;
  }

  .layer th {
    padding-inline-start: 1.15rem;
  }

  .times {
    color: var(--ink-muted);
    font-weight: 400;
    white-space: nowrap;
  }

  .operator {
    display: block;
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 400;
  }

  .shape {
    color: var(--ink-muted);
    white-space: nowrap;
  }

  .share-column {
    text-align: end;
    white-space: nowrap;
  }

  .bar {
    width: 4.5rem;
    height: 0.5rem;
    margin-inline-end: var(--gap-2);
  }

  .track {
    fill: var(--line);
  }

  .part {
    fill: var(--ink-muted);
  }

  .share-value {
    display: inline-block;
    min-width: 3.8em;
    text-align: end;
  }

  tfoot th,
  tfoot td {
    border-top: 1px solid var(--line-strong);
    border-bottom: 0;
    font-weight: 600;
  }

  /* On a phone every row is a small card: its figures would not fit beside each other. */
  @media (max-width: 48rem) {
    .sort {
      display: flex;
      align-items: center;
      gap: var(--gap-2);
    }

    .sort label {
      white-space: nowrap;
    }

    table,
    tbody,
    tfoot,
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

    tbody tr,
    tfoot tr {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 0.15rem var(--gap-3);
      padding-block: var(--gap-2);
      border-bottom: 1px solid var(--line);
    }

    tr.layer {
      padding-inline-start: 1.15rem;
    }

    .layer th {
      padding-inline-start: 0;
    }

    tr > th,
    tr > td[colspan] {
      grid-column: 1 / -1;
    }

    tr > .shape {
      grid-column: 1 / 2;
      font-size: var(--text-small);
      white-space: normal;
    }

    tr > .share-column {
      grid-column: 2 / -1;
      grid-row: 2;
      justify-self: end;
      padding: 0;
    }

    .number {
      font-size: var(--text-small);
      text-align: start;
    }

    .number::before {
      content: attr(data-label);
      display: block;
      color: var(--ink-muted);
      font-weight: 400;
    }

    tfoot th,
    tfoot td {
      border: 0;
    }

    tfoot tr {
      border-bottom: 0;
    }

    tfoot td:empty {
      display: none;
    }
  }

  @media print {
    .opener svg {
      display: none;
    }
  }
`;
