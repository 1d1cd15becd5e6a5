// What the parts of Compare share: marks of verdicts and small print in tables and lists.
import { css } from 'lit';

export const compareStyles = css`
  .lead {
    margin-top: var(--gap-3);
    max-width: 70ch;
    color: var(--ink-muted);
  }

  .busy {
    opacity: 0.6;
  }

  .verdicts,
  .results {
    list-style: none;
  }

  .verdicts > li + li {
    margin-top: var(--gap-4);
  }

  .verdicts ul {
    margin-top: var(--gap-1);
    padding-inline-start: 1.25rem;
  }

  .reason {
    max-width: 44rem;
    color: var(--ink-muted);
    font-size: 0.9375rem;
    white-space: normal;
  }

  .verdict {
    padding: 0.1rem 0.45rem;
    border: 1px solid var(--line-strong);
    font-size: var(--text-small);
    font-weight: 600;
    white-space: nowrap;
  }

  .verdict.with-care {
    border-color: var(--caution);
    background: var(--caution-wash);
    color: var(--caution);
  }

  .verdict.not-comparable {
    border-color: var(--failure);
    background: var(--failure-wash);
    color: var(--failure);
  }

  th small,
  td small {
    display: block;
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 400;
  }

  td small.reason {
    max-width: 16rem;
    margin-inline-start: auto;
  }

  .ratio {
    display: block;
    margin-top: var(--gap-1);
  }

  /* Or each piece of rows would have all cells measured anew. */
  table {
    table-layout: fixed;
  }

  thead th:first-child {
    width: 11rem;
  }

  @media (max-width: 44rem) {
    thead th:first-child {
      width: 8rem;
    }
  }

  th.device {
    width: 7.5rem;
    overflow-wrap: anywhere;
    white-space: normal;
  }

  tfoot th {
    font-weight: 500;
  }

  .refused,
  small.refused,
  small.software {
    color: var(--caution);
    font-weight: 600;
  }

  .error {
    color: var(--failure);
    font-size: 0.9375rem;
    font-weight: 550;
    overflow-wrap: anywhere;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-2);
    align-items: center;
  }

  .said {
    min-height: 1.5em;
    margin-top: var(--gap-2);
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }

  .said.bad {
    color: var(--failure);
    font-weight: 550;
  }

  label.basis {
    display: flex;
    gap: var(--gap-2);
    align-items: baseline;
    margin-top: var(--gap-4);
    font-size: 0.9375rem;
    cursor: pointer;
  }

  label.basis small {
    display: block;
    font-weight: 400;
  }

  .show-all {
    margin-top: var(--gap-4);
  }
`;
