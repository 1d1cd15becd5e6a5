import { css } from 'lit';

export const runViewStyles = css`
  .opening {
    display: grid;
    gap: var(--gap-5);
    padding-bottom: var(--gap-6);
  }

  .shown {
    display: grid;
    gap: var(--gap-5);
    padding-block: var(--gap-5) var(--gap-6);
    border-top: 1px solid var(--line-strong);
  }

  .cancelled {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--gap-2) var(--gap-5);
    padding: var(--gap-4) var(--gap-5);
    border-inline-start: 4px solid var(--line-strong);
    background: var(--surface-sunken);
  }
`;
