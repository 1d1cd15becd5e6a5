import { css } from 'lit';

export const growthViewStyles = css`
  .desk > form {
    align-content: start;
  }

  .amount {
    white-space: nowrap;
  }

  .warning {
    padding-inline-start: var(--gap-3);
    border-inline-start: 3px solid var(--caution);
    color: var(--caution);
  }

  .sheet ul {
    margin-top: var(--gap-4);
    max-width: 46rem;
    padding-inline-start: 1.1rem;
  }

  .sheet li + li {
    margin-top: var(--gap-1);
  }

  h1.stale {
    padding: 0;
    border: 0;
  }
`;
