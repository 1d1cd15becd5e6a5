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
`;
