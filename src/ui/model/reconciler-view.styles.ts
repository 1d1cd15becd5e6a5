import { css } from 'lit';

export const reconcilerViewStyles = css`
  .reconciler {
    display: grid;
    gap: var(--gap-6);
  }

  .reconciler > * {
    min-width: 0;
  }

  @media (min-width: 48rem) {
    .reconciler {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    }

    .switches,
    .presets {
      grid-column: 1 / -1;
    }
  }

  .total b {
    display: block;
    font-size: var(--text-figure);
    font-weight: 600;
    letter-spacing: -0.02em;
    line-height: 1.15;
  }

  .exact {
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  .steps {
    max-width: 26rem;
    margin-top: var(--gap-3);
    list-style: none;
    font-size: 0.9375rem;
  }

  .steps li {
    display: flex;
    justify-content: space-between;
    gap: var(--gap-4);
    padding-block: 0.2rem;
    border-bottom: 1px solid var(--line);
  }

  .steps span:last-child {
    white-space: nowrap;
  }

  .said ul {
    padding-inline-start: 1.1rem;
  }

  #said-answer {
    margin-top: var(--gap-2);
    font-size: 0.9375rem;
  }

  .error {
    color: var(--failure);
    font-size: var(--text-small);
    font-weight: 550;
  }

  h3 {
    margin-bottom: var(--gap-2);
  }

  .switches ul {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr));
    gap: var(--gap-2) var(--gap-6);
    list-style: none;
  }

  .switches li {
    padding-block: var(--gap-2);
    border-top: 1px solid var(--line);
  }

  .switches li label {
    display: grid;
    grid-template-columns: 1.5rem minmax(0, 1fr) auto;
    align-items: baseline;
    font-size: 0.9375rem;
    cursor: pointer;
  }

  .switches input {
    margin: 0;
  }

  .effect {
    font-weight: 600;
    white-space: nowrap;
  }

  .switches li p {
    padding-inline-start: 1.5rem;
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  .switches > p,
  .switches > button {
    margin-top: var(--gap-3);
  }

  .presets td {
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  .presets td.number {
    color: var(--ink);
    font-size: 0.9375rem;
  }

  .presets th[scope='row'] {
    white-space: nowrap;
  }

  .source {
    display: block;
    overflow-wrap: anywhere;
  }

  @media (max-width: 40rem) {
    .presets table,
    .presets tbody,
    .presets tr,
    .presets th,
    .presets td {
      display: block;
      padding: 0;
      border: 0;
    }

    .presets thead {
      display: none;
    }

    .presets tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto auto;
      gap: 0 var(--gap-3);
      padding-block: var(--gap-2);
      border-bottom: 1px solid var(--line);
    }

    .presets th[scope='row'] {
      white-space: normal;
    }

    .presets td:last-child {
      grid-column: 1 / -1;
    }
  }
`;
