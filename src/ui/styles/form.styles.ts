// A form of sizes and choices beside an answer: fields in a grid, what is wrong below the field.
import { css } from 'lit';

export const formStyles = css`
  form {
    display: grid;
    gap: var(--gap-4);
  }

  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 9rem), 1fr));
    gap: var(--gap-4) var(--gap-3);
    align-items: start;
  }

  .summary {
    margin-top: var(--gap-1);
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  .unit {
    color: var(--ink-muted);
    font-weight: 400;
  }

  .error {
    margin-top: var(--gap-1);
    color: var(--failure);
    font-size: var(--text-small);
    font-weight: 550;
  }

  .changed input,
  .changed select {
    border-color: var(--accent);
  }
`;
