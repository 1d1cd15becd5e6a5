import { css } from 'lit';

export const digitsPanelStyles = css`
  section {
    display: grid;
    gap: var(--gap-4);
    padding-top: var(--gap-5);
    border-top: 1px solid var(--line);
  }

  section > * {
    min-width: 0;
  }

  .what {
    margin-top: calc(-1 * var(--gap-3));
    color: var(--ink-muted);
    font-size: 0.9375rem;
  }

  .form {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--gap-2) var(--gap-4);
  }

  .form > p {
    flex: 1 1 16rem;
  }

  .form details {
    flex-basis: 100%;
  }

  .form .fields {
    max-width: 28rem;
    margin-top: var(--gap-2);
  }

  .epochs {
    display: grid;
    gap: var(--gap-1);
    list-style: none;
  }

  .epochs b {
    font-weight: 600;
  }

  .failed {
    padding: var(--gap-3) var(--gap-4);
    border-inline-start: 4px solid var(--failure);
    background: var(--failure-wash);
  }
`;
