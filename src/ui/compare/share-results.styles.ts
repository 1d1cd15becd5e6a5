import { css } from 'lit';

export const shareResultsStyles = css`
  :host {
    display: grid;
    gap: var(--gap-3);
  }

  select {
    max-width: 32rem;
  }
`;
