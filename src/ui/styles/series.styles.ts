import { css } from 'lit';

/** The colour of each precision and ceiling, the same everywhere, and the bar that shows a share in it. */
export const seriesStyles = css`
  .f32 {
    --series: var(--series-f32);
  }

  .f16 {
    --series: var(--series-f16);
  }

  .i8 {
    --series: var(--series-i8);
  }

  .memory {
    --series: var(--series-memory);
  }

  .launch {
    --series: var(--series-launch);
  }

  .track {
    fill: var(--line);
  }

  .reached {
    fill: var(--series, var(--ink-muted));
  }
`;
