import { css } from 'lit';

export const trainPageStyles = css`
  .figures {
    display: grid;
    gap: var(--gap-6);
    align-content: start;
  }

  .memory {
    display: grid;
    gap: var(--gap-4);
  }

  .sheet dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 0.3rem var(--gap-4);
    font-size: 0.9375rem;
  }

  .sheet dt {
    color: var(--ink-muted);
  }
`;
