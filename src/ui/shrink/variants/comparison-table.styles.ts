import { css } from 'lit';

export const comparisonTableStyles = css`
  th,
  td {
    padding-inline-end: 0.55rem;
  }

  sup {
    line-height: 0;
  }

  th small,
  td small {
    display: block;
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 400;
  }

  /* Names stay in view while the figures scroll. */
  th[scope='row'],
  thead tr:first-child th:first-child {
    position: sticky;
    inset-inline-start: 0;
    z-index: 1;
    background: var(--surface);
  }

  th[scope='row'] {
    min-width: 9.5rem;
    max-width: 15rem;
    line-height: 1.3;
  }

  .groups th[colspan] {
    padding-bottom: 0.2rem;
    border-bottom: 0;
    color: var(--ink);
    text-align: center;
  }

  .first,
  .groups th:not(:first-child) {
    padding-inline-start: 0.55rem;
    border-inline-start: 1px solid var(--line);
  }

  thead .score {
    min-width: 6rem;
    white-space: normal;
  }

  .typed {
    font-family: var(--face-code);
    font-size: 0.75rem;
    overflow-wrap: anywhere;
  }

  .dense th,
  .dense td {
    border-bottom-color: var(--line-strong);
  }

  .measured {
    font-weight: 600;
  }

  .measured.slower {
    color: var(--caution);
  }

  .measured.open {
    font-weight: 400;
  }

  .refused {
    margin-top: var(--gap-4);
    padding: var(--gap-2) var(--gap-4);
    border-inline-start: 3px solid var(--caution);
    background: var(--caution-wash);
    font-size: 0.9375rem;
    list-style: none;
    overflow-wrap: anywhere;
  }

  .refused li + li {
    margin-top: var(--gap-2);
  }

  .origins {
    display: grid;
    gap: var(--gap-2);
    margin-top: var(--gap-3);
  }

  .origins p {
    max-width: 80ch;
  }

  ol {
    padding-inline-start: 1.1rem;
  }

  @media (max-width: 44rem) {
    th[scope='row'] {
      min-width: 7.5rem;
      max-width: 7.5rem;
    }
  }
`;
