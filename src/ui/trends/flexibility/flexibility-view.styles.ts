import { css } from 'lit';

export const flexibilityViewStyles = css`
  .desk h2 {
    margin-bottom: var(--gap-2);
  }

  .desk fs-flexibility-chart + h2 {
    margin-top: var(--gap-5);
  }

  fs-flexibility-chart {
    display: block;
  }
`;
