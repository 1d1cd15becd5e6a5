import { css } from 'lit';

export const trainPageStyles = css`
  .basis {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--gap-3) var(--gap-5);
    margin-bottom: var(--gap-5);
    padding: var(--gap-3) var(--gap-4);
    border: 1.5px dashed var(--accent);
    background: var(--accent-wash);
  }

  .own {
    margin-bottom: var(--gap-3);
  }

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
