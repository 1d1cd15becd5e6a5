// The data sheet: a column of section titles beside the column of what they name; one column when narrow.
import { css } from 'lit';

export const sheetStyles = css`
  .sheet {
    display: grid;
    gap: var(--gap-3);
    padding-block: var(--gap-5) var(--gap-6);
    border-top: 1px solid var(--line-strong);
  }

  .sheet > * {
    min-width: 0;
  }

  .sheet > header > p {
    margin-top: var(--gap-1);
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  @media (min-width: 60rem) {
    .sheet {
      grid-template-columns: 12.5rem minmax(0, 1fr);
      gap: var(--gap-6);
    }
  }

  @media print {
    .sheet {
      break-inside: avoid-page;
      padding-block: var(--gap-3) var(--gap-4);
    }
  }
`;
