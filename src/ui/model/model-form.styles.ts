import { css } from 'lit';

export const modelFormStyles = css`
  .fields label {
    overflow-wrap: anywhere;
  }

  .open-file {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--gap-3);
    align-items: baseline;
    padding: var(--gap-2) var(--gap-3);
    border-inline-start: 3px solid var(--accent);
    background: var(--accent-wash);
    font-size: 0.9375rem;
  }

  .open-file b,
  .open-file span {
    display: block;
    overflow-wrap: anywhere;
  }

  .open-file span {
    font-size: var(--text-small);
  }

  .open-file .summary {
    grid-column: 1 / -1;
  }
`;
