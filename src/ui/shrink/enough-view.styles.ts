import { css } from 'lit';

export const enoughViewStyles = css`
  .clock {
    margin-top: var(--gap-3);
    max-width: 70ch;
    color: var(--ink-muted);
  }

  .figures {
    min-height: 26rem;
  }

  .amount {
    white-space: nowrap;
  }

  h1.stale {
    padding: 0;
    border: 0;
  }

  .sheet ul {
    padding-inline-start: 1.1rem;
  }

  .sheet li + li {
    margin-top: var(--gap-1);
  }

  progress {
    width: min(100%, 24rem);
    accent-color: var(--accent);
  }
`;
