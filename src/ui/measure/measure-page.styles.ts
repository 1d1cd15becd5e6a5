import { css } from 'lit';

export const measurePageStyles = css`
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
    margin-bottom: var(--gap-6);
    padding: var(--gap-5);
    border: 1.5px dashed var(--line-strong);
  }

  .empty {
    padding: var(--gap-5) 0;
    color: var(--ink-muted);
  }
`;
