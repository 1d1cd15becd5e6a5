import { css } from 'lit';

export const crossoverChartStyles = css`
  .crossings {
    margin-bottom: var(--gap-3);
    list-style: none;
  }
`;
