import { css } from 'lit';

export const modelCostsStyles = css`
  :host {
    display: grid;
    gap: var(--gap-4);
  }

  :host > * {
    min-width: 0;
  }

  ul {
    list-style: none;
  }

  .fields {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr));
  }

  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-1) var(--gap-4);
    margin-bottom: var(--gap-3);
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  .legend li {
    display: flex;
    align-items: center;
    gap: 0.4rem;
  }

  .legend svg {
    flex: none;
    width: 1.5rem;
    height: 0.75rem;
  }

  .bars {
    border-bottom: 1px solid var(--line);
  }

  .bars li {
    display: grid;
    grid-template-columns: minmax(6rem, 11rem) minmax(6rem, 1fr) 12rem;
    gap: 0 var(--gap-4);
    align-items: center;
    padding-block: var(--gap-2);
    border-top: 1px solid var(--line);
  }

  .bars li.absent {
    grid-template-columns: minmax(6rem, 11rem) minmax(6rem, 1fr);
    align-items: baseline;
  }

  .name {
    font-size: 0.9375rem;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }

  .name small {
    display: block;
  }

  .scale {
    display: block;
    width: 100%;
    height: 28px;
  }

  .bar {
    stroke: var(--series, var(--ink-muted));
    stroke-width: 1.25;
  }

  .stroke {
    fill: var(--series, var(--ink-muted));
    opacity: 0.6;
  }

  .interval {
    fill: none;
    stroke: var(--ink);
    stroke-width: 1.5;
  }

  .figures {
    text-align: end;
  }

  .figures b {
    font-weight: 600;
  }

  .figures .ratio {
    margin-top: 0;
  }

  .misfit {
    grid-column: 1 / -1;
    max-width: none;
    color: var(--failure);
    font-size: var(--text-small);
    font-weight: 550;
  }

  /* The other tables of Compare have a column for each device. */
  table {
    table-layout: auto;
  }

  thead th:first-child,
  th.device {
    width: auto;
    min-width: 8rem;
  }

  td small {
    white-space: nowrap;
  }

  small {
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 400;
  }

  .lacking ul {
    padding-inline-start: 1.25rem;
    list-style: disc;
  }

  caption {
    max-width: 44rem;
  }

  @media (max-width: 44rem) {
    .bars li {
      grid-template-columns: minmax(0, 1fr) auto;
    }

    .bars li.absent {
      grid-template-columns: minmax(0, 1fr);
    }

    .scale {
      grid-row: 2;
      grid-column: 1 / -1;
    }
  }
`;
