import { css } from 'lit';

export const measureShrinkStyles = css`
  .panel {
    display: grid;
    gap: var(--gap-3);
    margin-bottom: var(--gap-6);
  }

  .offer {
    justify-items: start;
  }

  fs-failure-notice {
    display: block;
    margin-bottom: var(--gap-6);
  }
`;
