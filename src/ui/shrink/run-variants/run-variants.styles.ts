import { css } from 'lit';

export const runVariantsStyles = css`
  :host {
    display: grid;
    gap: var(--gap-4);
  }

  :host > * {
    min-width: 0;
  }

  .start {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--gap-2) var(--gap-4);
  }

  .start p {
    flex: 1 1 16rem;
  }

  .summary {
    max-width: 40rem;
    font-size: var(--text-lead);
    line-height: 1.4;
  }

  .outside {
    color: var(--failure);
  }

  .number small {
    display: block;
  }
`;
