import { css } from 'lit';

export const variantsViewStyles = css`
  .clock {
    margin-top: var(--gap-3);
    max-width: 70ch;
    color: var(--ink-muted);
  }

  h1.stale {
    padding: 0;
    border: 0;
  }

  .figures {
    display: grid;
    gap: var(--gap-6);
    align-content: start;
    min-height: 30rem;
  }

  .figures > * {
    min-width: 0;
  }

  progress {
    width: min(100%, 24rem);
    accent-color: var(--accent);
  }
`;
