import { css } from 'lit';

export const variantsParetoStyles = css`
  :host {
    display: grid;
    gap: var(--gap-3);
  }

  :host > * {
    min-width: 0;
  }

  .against {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-2) var(--gap-3);
    align-items: center;
  }

  .against select {
    width: auto;
    max-width: 100%;
  }
`;
