import { css } from 'lit';

export const memoryPartsStyles = css`
  .bar {
    display: block;
    width: 100%;
    height: 1.5rem;
  }

  .bar rect {
    stroke: var(--surface);
    stroke-width: 2;
    vector-effect: non-scaling-stroke;
  }

  ul {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
    gap: var(--gap-3) var(--gap-4);
    margin-top: var(--gap-3);
    list-style: none;
  }

  li {
    padding-inline-start: var(--gap-3);
    border-inline-start: 4px solid var(--part);
    font-size: 0.9375rem;
  }

  li b {
    display: block;
    font-size: var(--text-lead);
    font-weight: 600;
  }

  p {
    margin-top: var(--gap-3);
    color: var(--ink-muted);
    font-size: 0.9375rem;
  }

  .weights {
    --part: var(--series-f32);
    fill: var(--series-f32);
  }

  .gradients {
    --part: var(--series-f16);
    fill: var(--series-f16);
  }

  .optimizer {
    --part: var(--series-i8);
    fill: var(--series-i8);
  }

  .activations {
    --part: var(--series-memory);
    fill: var(--series-memory);
  }
`;
