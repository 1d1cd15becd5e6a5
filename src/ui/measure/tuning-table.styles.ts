import { css } from 'lit';

export const tuningTableStyles = css`
  ol,
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  ol > li {
    display: grid;
    gap: var(--gap-1);
    padding-block: var(--gap-3);
    border-bottom: 1px solid var(--line);
  }

  ol > li:first-child {
    padding-top: 0;
  }

  .problem,
  .tunables,
  .reason {
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  .attempts {
    display: grid;
    gap: var(--gap-1);
    padding-block: var(--gap-2);
    font-size: var(--text-small);
  }

  .attempts li {
    display: grid;
    grid-template-columns: 6.5rem minmax(0, 1fr);
    gap: 0 var(--gap-3);
  }

  .time {
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  .reason {
    grid-column: 2;
    overflow-wrap: anywhere;
  }

  /* Beside each other where there is room: what was computed, what won, by how much. */
  @media (min-width: 60rem) {
    ol > li {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      column-gap: var(--gap-5);
    }

    .problem,
    details {
      grid-column: 1 / -1;
    }
  }
`;
