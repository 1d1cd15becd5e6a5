import { css } from 'lit';

export const modelStorageStyles = css`
  :host {
    display: grid;
    gap: var(--gap-6);
    align-content: start;
  }

  section {
    min-width: 0;
  }

  h2 {
    margin-bottom: var(--gap-3);
  }

  .sizes {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 8rem), 1fr));
    gap: var(--gap-4);
    list-style: none;
  }

  .sizes li {
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  .sizes b {
    display: block;
    color: var(--ink);
    font-size: 1.5rem;
    font-weight: 600;
    letter-spacing: -0.01em;
    line-height: 1.25;
  }

  .bar {
    display: block;
    width: 100%;
    height: 0.5rem;
    margin-block: var(--gap-1);
  }

  .track {
    fill: var(--line);
  }

  .part {
    fill: var(--ink-muted);
  }

  .hint {
    margin-top: var(--gap-3);
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  tfoot th,
  tfoot td {
    border-bottom: 0;
    font-weight: 600;
  }

  tbody th {
    white-space: nowrap;
  }

  /* On a phone each optimizer is a small card: its sum beside its name, the parts below. */
  @media (max-width: 40rem) {
    .training,
    .training tbody,
    .training th,
    .training td {
      display: block;
      padding: 0;
      border: 0;
    }

    .training thead {
      display: none;
    }

    .training tr {
      display: grid;
      grid-template-columns: repeat(4, minmax(0, auto));
      gap: 0 var(--gap-3);
      justify-content: space-between;
      padding-block: var(--gap-2);
      border-bottom: 1px solid var(--line);
    }

    .training th {
      grid-column: 1 / 4;
    }

    .training .together {
      grid-row: 1;
      grid-column: 4;
      text-align: end;
    }

    .training .number:not(.together) {
      font-size: var(--text-small);
      text-align: start;
    }

    .training .number:not(.together)::before {
      content: attr(data-label);
      display: block;
      color: var(--ink-muted);
    }
  }

  @media (max-width: 30rem) {
    .sizes {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
`;
