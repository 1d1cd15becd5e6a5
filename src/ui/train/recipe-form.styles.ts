import { css } from 'lit';

export const recipeFormStyles = css`
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

  .fields label {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
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
