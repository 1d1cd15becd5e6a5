import { css } from 'lit';

export const variantsEvidenceStyles = css`
  /* The table has more columns than the sheet's second one holds. */
  .wide {
    display: grid;
    gap: var(--gap-4);
    padding-block: var(--gap-5) var(--gap-6);
    border-top: 1px solid var(--line-strong);
  }

  .wide > * {
    min-width: 0;
  }

  .wide > header > p {
    margin-top: var(--gap-1);
    max-width: 80ch;
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  .sheet ul {
    padding-inline-start: 1.1rem;
  }

  .sheet li + li,
  .sheet p + p {
    margin-top: var(--gap-1);
  }

  .batches {
    display: flex;
    gap: var(--gap-5);
    margin-bottom: var(--gap-3);
    border: 0;
  }

  .batches label {
    display: flex;
    gap: var(--gap-2);
    align-items: center;
    cursor: pointer;
  }

  .batches input {
    margin: 0;
  }
`;
