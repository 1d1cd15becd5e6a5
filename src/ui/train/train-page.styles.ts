import { css } from 'lit';

export const trainPageStyles = css`
  .opening {
    padding-bottom: var(--gap-6);
  }

  .desk {
    display: grid;
    gap: var(--gap-6);
    padding-block: var(--gap-5) var(--gap-6);
    border-top: 1px solid var(--line-strong);
  }

  @media (min-width: 60rem) {
    .desk {
      grid-template-columns: minmax(17rem, 22rem) minmax(0, 1fr);
    }
  }

  .stale {
    padding-inline-start: var(--gap-4);
    border-inline-start: 3px dashed var(--failure);
  }

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

  .notices {
    margin-bottom: var(--gap-5);
    padding: var(--gap-2) var(--gap-4);
    border-inline-start: 3px solid var(--caution);
    background: var(--caution-wash);
    font-size: 0.9375rem;
    list-style: none;
  }

  .notices.bad {
    border-inline-start-color: var(--failure);
    background: var(--failure-wash);
  }

  .figures {
    display: grid;
    gap: var(--gap-6);
    align-content: start;
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
