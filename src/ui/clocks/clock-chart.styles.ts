import { css } from 'lit';

export const clockChartStyles = css`
  ul {
    display: grid;
    gap: var(--gap-4);
    list-style: none;
  }

  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--gap-4);
    align-items: baseline;
  }

  .who b {
    display: inline-block;
    font-weight: 600;
  }

  .who span,
  .what span {
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  .who b::first-letter {
    text-transform: uppercase;
  }

  .who span,
  .what b {
    white-space: nowrap;
  }

  .who span {
    white-space: normal;
  }

  tbody th::first-letter {
    text-transform: uppercase;
  }

  .what {
    text-align: end;
  }

  .what b {
    font-size: var(--text-lead);
    font-weight: 600;
  }

  .bar {
    grid-column: 1 / -1;
    display: block;
    width: 100%;
    height: 20px;
    margin-top: var(--gap-1);
    overflow: visible;
  }

  rect {
    stroke-width: 1.5;
  }

  .measured rect {
    fill: var(--series-f32);
    stroke: var(--series-f32);
  }

  .measured .value {
    stroke: var(--surface);
  }

  .projected rect {
    fill: none;
    stroke: var(--series-f32);
  }

  .projected .value {
    stroke: var(--series-f32);
  }

  .value {
    stroke-width: 2;
  }

  .grid {
    stroke: var(--chart-grid);
  }

  .axis {
    display: block;
    width: 100%;
    height: 1.6rem;
    border-top: 1px solid var(--line);
    margin-top: var(--gap-2);
    overflow: visible;
  }

  .axis line {
    stroke: var(--line-strong);
  }

  .axis text {
    fill: var(--ink-muted);
    font-size: var(--text-small);
    text-anchor: middle;
  }

  details {
    margin-top: var(--gap-2);
  }

  @media (max-width: 34rem) {
    li {
      grid-template-columns: 1fr;
    }

    .who span {
      display: block;
    }

    .what {
      text-align: start;
    }
  }
`;
