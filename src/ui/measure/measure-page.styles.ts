import { css } from 'lit';

export const measurePageStyles = css`
  h1 {
    margin: 0;
    max-width: 26ch;
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

  h1 small {
    font-size: 0.5em;
    letter-spacing: 0;
  }

  .opening {
    display: grid;
    gap: var(--gap-5);
    padding-bottom: var(--gap-6);
  }

  .lead {
    color: var(--ink-muted);
    font-size: var(--text-lead);
  }

  .shown {
    display: grid;
    gap: var(--gap-5);
    padding-block: var(--gap-5) var(--gap-6);
    border-top: 1px solid var(--line-strong);
  }

  .example {
    padding: var(--gap-5);
    border: 1.5px dashed var(--line-strong);
  }

  .empty {
    padding: var(--gap-5) 0;
    color: var(--ink-muted);
  }
`;
