import { css } from 'lit';

export const memoryVerdictStyles = css`
  :host {
    display: grid;
    gap: var(--gap-4);
  }

  .field {
    max-width: 22rem;
  }

  .verdict {
    padding: var(--gap-3) var(--gap-4);
    border-inline-start: 3px solid var(--line-strong);
    background: var(--surface-sunken);
  }

  .unfit {
    display: grid;
    gap: var(--gap-3);
    justify-items: start;
  }

  .verdict.bad {
    width: 100%;
    max-width: none;
    border-inline-start-color: var(--failure);
    background: var(--failure-wash);
  }

  .suggestions {
    width: 100%;
    list-style: none;
  }

  .suggestions li {
    display: grid;
    grid-template-columns: 6.5rem minmax(0, 1fr) auto;
    gap: var(--gap-1) var(--gap-4);
    align-items: start;
    padding-block: var(--gap-3);
    border-bottom: 1px solid var(--line);
    font-size: 0.9375rem;
  }

  .size {
    display: block;
    font-weight: 600;
    white-space: nowrap;
  }

  .mark,
  .price {
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  .enough .mark {
    color: var(--ink);
    font-weight: 600;
  }

  @media (max-width: 40rem) {
    .suggestions li {
      grid-template-columns: minmax(0, 1fr) auto;
    }

    .suggestions li > div {
      grid-row: 2;
      grid-column: 1 / -1;
    }
  }

  @media print {
    button {
      display: none;
    }
  }
`;
