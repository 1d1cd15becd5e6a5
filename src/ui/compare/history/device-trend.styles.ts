import { css } from 'lit';

export const deviceTrendStyles = css`
  .trend {
    display: block;
    width: 100%;
    height: 120px;
    overflow: visible;
  }

  .ground {
    stroke: var(--line-strong);
  }

  .software {
    stroke: var(--line-strong);
    stroke-dasharray: 3 3;
  }

  .interval {
    stroke: var(--series-f32);
    stroke-width: 2;
  }

  .dot {
    fill: var(--series-f32);
  }

  text {
    font-size: 12px;
  }

  .better {
    fill: var(--series-f16);
  }

  .worse {
    fill: var(--failure);
  }
`;
