import { css } from 'lit';

export const headlineFiguresStyles = css`
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
    gap: var(--gap-5) var(--gap-6);
  }

  .figure {
    min-width: 0;
  }

  dt {
    display: flex;
    align-items: center;
    gap: var(--gap-2);
    font-size: 0.9375rem;
    font-weight: 600;
  }

  dt::before {
    content: '';
    flex: none;
    width: 0.7rem;
    height: 0.7rem;
    background: var(--series, var(--ink-muted));
  }

  .value {
    margin-top: var(--gap-1);
    font-size: var(--text-figure);
    font-weight: 600;
    letter-spacing: -0.02em;
    line-height: 1.1;
    white-space: nowrap;
  }

  .value small {
    font-size: 0.45em;
    font-weight: 400;
    letter-spacing: 0;
  }

  .pending .value {
    color: var(--ink-muted);
  }

  .detail {
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  .range {
    color: var(--ink);
    font-size: 0.9375rem;
  }

  .gauge {
    display: block;
    width: 100%;
    height: 0.5rem;
    margin-block: var(--gap-2) var(--gap-1);
  }
`;
