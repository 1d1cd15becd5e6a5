import { css } from 'lit';

export const modelAnswerStyles = css`
  h1 {
    overflow-wrap: anywhere;
  }

  .basis {
    margin-top: var(--gap-3);
    color: var(--ink-muted);
  }

  dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr));
    gap: var(--gap-5) var(--gap-6);
    margin-top: var(--gap-6);
  }

  dt {
    font-size: 0.9375rem;
    font-weight: 600;
  }

  .value {
    display: block;
    font-size: var(--text-figure);
    font-weight: 600;
    letter-spacing: -0.02em;
    line-height: 1.15;
    white-space: nowrap;
  }

  .value small {
    font-size: 0.45em;
    font-weight: 400;
    letter-spacing: 0;
  }

  .detail {
    display: block;
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  @media (max-width: 40rem) {
    dl {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: var(--gap-4);
      margin-top: var(--gap-5);
    }

    .value {
      font-size: 1.75rem;
    }
  }
`;
