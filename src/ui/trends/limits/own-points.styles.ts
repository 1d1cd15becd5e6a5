import { css } from 'lit';

export const ownPointsStyles = css`
  form {
    max-width: 44rem;
  }

  textarea {
    font-family: var(--face-code);
    font-size: 0.875rem;
    resize: vertical;
  }

  ul.error {
    padding-inline-start: 1.1rem;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-2);
  }

  .answer {
    margin-top: var(--gap-5);
  }

  .none {
    margin-bottom: var(--gap-4);
    padding: var(--gap-1) var(--gap-3);
    border-inline-start: 3px solid var(--caution);
    background: var(--caution-wash);
  }
`;
