import { css } from 'lit';

export const accuracyActionsStyles = css`
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-2);
  }

  .said {
    min-height: 1.5em;
    margin-top: var(--gap-2);
    font-size: 0.9375rem;
  }

  .said.bad {
    color: var(--failure);
    font-weight: 550;
  }
`;
