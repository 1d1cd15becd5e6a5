// A panel below the answer: a row of fields, and what follows from them.
import { css } from 'lit';

export const panelStyles = css`
  .fields {
    max-width: 56rem;
  }

  .outcome {
    display: grid;
    gap: var(--gap-4);
    margin-top: var(--gap-5);
  }

  .large {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 9rem), 1fr));
    gap: var(--gap-4) var(--gap-5);
  }

  dt {
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 550;
  }

  dd {
    font-size: 1.5rem;
    font-weight: 600;
    letter-spacing: -0.01em;
    line-height: 1.25;
  }

  dd small {
    display: block;
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 400;
    letter-spacing: 0;
  }

  .scale {
    max-width: 44rem;
  }

  .scale svg {
    display: block;
    width: 100%;
    height: 2.125rem;
  }

  .scale line {
    vector-effect: non-scaling-stroke;
  }

  .axis,
  .median {
    stroke: var(--line-strong);
  }

  .published {
    fill: var(--surface);
    stroke: var(--line-strong);
    vector-effect: non-scaling-stroke;
  }

  .here {
    stroke: var(--accent);
    stroke-width: 3;
  }

  figcaption {
    display: flex;
    justify-content: space-between;
    gap: var(--gap-3);
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  .sentence {
    font-size: var(--text-lead);
  }

  .sentence.bad {
    padding-inline-start: var(--gap-4);
    border-inline-start: 3px solid var(--failure);
  }

  .hints {
    display: grid;
    gap: var(--gap-1);
    max-width: 46rem;
    padding-inline-start: 1.1rem;
    color: var(--ink-muted);
    font-size: 0.9375rem;
  }

  details .hints {
    margin-top: var(--gap-2);
  }
`;
