import { css } from 'lit';

export const trainingFiguresStyles = css`
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.5rem), 1fr));
    gap: var(--gap-5) var(--gap-5);
  }

  dt {
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 550;
  }

  dd {
    font-size: 1.5rem;
    font-weight: 600;
    letter-spacing: -0.01em;
    line-height: 1.25;
  }

  dd small {
    display: block;
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 400;
    letter-spacing: 0;
  }
`;
