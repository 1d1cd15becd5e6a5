// The answer at the top of every screen: large, in words, one number.
import { css } from 'lit';

export const answerStyles = css`
  h1 {
    margin: 0;
    max-width: 28ch;
    font-size: var(--text-answer);
    font-weight: 400;
    letter-spacing: -0.02em;
    line-height: 1.12;
    text-wrap: balance;
  }

  h1 strong {
    font-weight: 700;
    white-space: nowrap;
  }

  /* "ResNet-50" does not part at its hyphen; a name longer than a line still does. */
  .name {
    display: inline-block;
    max-width: 100%;
  }

  .stale {
    color: var(--ink-muted);
  }

  .stale strong {
    font-weight: 400;
  }

  .mark {
    width: fit-content;
    margin-bottom: var(--gap-3);
    padding: 0.15rem 0.6rem;
    border: 1px solid var(--failure);
    background: var(--failure-wash);
    color: var(--failure);
    font-weight: 600;
  }
`;
