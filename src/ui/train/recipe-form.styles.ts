import { css } from 'lit';

export const recipeFormStyles = css`
  .fields label {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;
