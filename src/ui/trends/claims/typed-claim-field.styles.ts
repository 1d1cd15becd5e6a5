import { css } from 'lit';

export const typedClaimStyles = css`
  form {
    max-width: 52rem;
  }

  textarea {
    font-family: var(--face-code);
    font-size: 0.9375rem;
    resize: vertical;
  }

  .result {
    max-width: none;
    font-size: var(--text-figure);
    line-height: 1.15;
    letter-spacing: -0.02em;
    overflow-wrap: anywhere;
  }

  .issue {
    margin-top: var(--gap-2);
    padding: var(--gap-1) var(--gap-3);
    border-inline-start: 3px solid var(--caution);
    background: var(--caution-wash);
  }

  .place {
    margin-top: var(--gap-2);
    max-width: none;
  }

  code {
    font-family: var(--face-code);
    font-size: 0.875rem;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  mark {
    border-bottom: 2px solid var(--failure);
    background: var(--failure-wash);
    color: var(--failure);
  }

  ul {
    list-style: none;
  }

  button.plain {
    justify-content: flex-start;
    font-family: var(--face-code);
    font-size: 0.8125rem;
    font-weight: 400;
    text-align: start;
    overflow-wrap: anywhere;
  }
`;
