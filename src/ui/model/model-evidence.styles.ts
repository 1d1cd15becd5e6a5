import { css } from 'lit';

export const modelEvidenceStyles = css`
  /* Nine columns need the whole page; the title stands above them. */
  .sheet.wide {
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap-4);
  }

  .under-roof {
    display: grid;
    gap: var(--gap-4);
  }

  .under-roof > * {
    min-width: 0;
  }
`;
