import { css } from 'lit';

export const recipeFormStyles = css`
  .fields label {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .groups {
    border-bottom: 1px solid var(--line);
  }

  details .fields {
    padding-block: var(--gap-1) var(--gap-4);
  }

  /* What is explained in a sentence needs the width of the form. */
  details .explained {
    grid-column: 1 / -1;
  }
`;
