// What the parts of the view Team share.
import { css } from 'lit';

export const boardStyles = css`
  .back {
    margin-bottom: var(--gap-3);
    font-size: 0.9375rem;
  }

  h1,
  bdi {
    overflow-wrap: anywhere;
  }

  .opening .actions {
    margin-top: var(--gap-5);
  }

  .lead + .lead {
    margin-top: var(--gap-1);
  }

  .live::before {
    display: inline-block;
    width: 0.55rem;
    height: 0.55rem;
    margin-inline-end: 0.45rem;
    border: 1.5px solid var(--series-f16);
    border-radius: 50%;
    background: var(--series-f16);
    content: '';
  }

  .live.lost::before {
    border-color: var(--caution);
    background: none;
  }

  .live.connecting::before,
  .live.resting::before {
    border-color: var(--line-strong);
    background: none;
  }

  .live.lost {
    color: var(--caution);
    font-weight: 550;
  }

  .opening .stack.actions {
    display: grid;
    align-items: start;
  }

  .stack {
    display: grid;
    gap: var(--gap-5);
    align-content: start;
    max-width: 44rem;
    justify-items: start;
  }

  .stack > fs-copy-field,
  .stack > form,
  .stack > fs-open-link,
  form.stack > div,
  .stack > details {
    width: 100%;
  }

  .line {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-2);
    margin-top: var(--gap-1);
  }

  .line input {
    flex: 1 1 14rem;
    width: auto;
    min-width: 0;
  }

  .said:empty,
  .error:empty {
    display: none;
  }

  .spaces,
  .entries {
    list-style: none;
  }

  .spaces li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--gap-4);
    padding-block: var(--gap-2);
    border-bottom: 1px solid var(--line);
  }

  .spaces a {
    flex: 1 1 12rem;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .entries li {
    display: grid;
    gap: var(--gap-1);
    padding-block: var(--gap-3);
    border-bottom: 1px solid var(--line);
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }

  .entries .actions {
    align-items: baseline;
    gap: var(--gap-2) var(--gap-4);
  }

  .tag {
    display: inline-block;
    padding: 0 0.35rem;
    border: 1px solid var(--line-strong);
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 600;
    white-space: nowrap;
  }

  .tag.new {
    border-color: var(--accent);
    color: var(--accent);
  }

  .tag.software {
    border-color: var(--caution);
    color: var(--caution);
  }

  .dialog {
    display: grid;
    gap: var(--gap-4);
  }

  .dialog .actions {
    flex-wrap: wrap-reverse;
    justify-content: flex-end;
  }

  button.danger {
    border-color: var(--failure);
    color: var(--failure);
  }

  .insecure {
    display: grid;
    gap: var(--gap-3);
    margin-block: var(--gap-5) 0;
    padding-block: var(--gap-4);
  }

  /* In the place of the large button of a screen. */
  .actions .primary {
    min-height: 3rem;
    font-size: 1.0625rem;
  }

  .actions > button:not(.plain) {
    overflow-wrap: anywhere;
  }

  .filters {
    margin-bottom: var(--gap-4);
  }

  .more {
    margin-top: var(--gap-4);
  }

  /* Names take what the figures leave. */
  table {
    table-layout: auto;
  }

  thead th.check {
    width: 2rem;
  }

  tbody th {
    min-width: 9rem;
  }

  /* What a phone has no room for stands with each result. */
  @media (max-width: 40rem) {
    .wide {
      display: none;
    }

    table {
      font-size: 0.875rem;
    }

    tbody th {
      min-width: 6rem;
    }

    th,
    td {
      padding-right: 0.4rem;
    }
  }

  td.check input {
    width: 1.1rem;
    height: 1.1rem;
  }

  tbody th label {
    font-size: 0.9375rem;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  table small {
    display: block;
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 400;
  }
`;
