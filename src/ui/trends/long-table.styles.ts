// Where one is in a long table, and the way on.
import { css } from 'lit';

export const longTableStyles = css`
  thead th {
    white-space: normal;
  }

  /* Low rows rather than a narrow table: it scrolls sideways in any case. */
  td.origin {
    min-width: 24rem;
  }

  td.date {
    white-space: nowrap;
  }

  .pages {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--gap-2) var(--gap-4);
    margin-top: var(--gap-3);
  }

  button[aria-disabled='true'] {
    color: var(--ink-muted);
    text-decoration: none;
    cursor: default;
    opacity: 0.6;
  }
`;
