import { css } from 'lit';

export const checkRowsStyles = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-1) var(--gap-4);
    margin-bottom: var(--gap-2);
    color: var(--ink-muted);
    font-size: var(--text-small);
    list-style: none;
  }

  .legend li {
    display: flex;
    align-items: center;
    gap: 0.4rem;
  }

  .legend svg {
    flex: none;
    width: 1rem;
    height: 1rem;
  }

  .rows {
    list-style: none;
  }

  .rows li {
    display: grid;
    grid-template-columns: minmax(9rem, 15rem) minmax(6rem, 1fr) 11rem 5.5rem;
    gap: 0 var(--gap-4);
    align-items: center;
    min-height: 3.5rem;
    padding-block: var(--gap-2);
    border-top: 1px solid var(--line);
  }

  .name {
    font-size: 0.9375rem;
    font-weight: 550;
    line-height: 1.3;
    text-wrap: balance;
  }

  .waiting .name,
  .waiting .verdict,
  .waiting .times {
    color: var(--ink-muted);
    font-weight: 400;
  }

  .running .verdict {
    color: var(--accent);
    font-weight: 550;
  }

  .bars {
    grid-column: 2;
    display: block;
    width: 100%;
    height: 38px;
    overflow: visible;
  }

  .predicted {
    fill: none;
    stroke: var(--series-f32);
    stroke-width: 1.5;
  }

  .measured {
    fill: var(--series-f32);
    stroke: var(--series-f32);
    stroke-width: 1.5;
  }

  .interval {
    stroke: var(--ink);
    stroke-width: 1.5;
  }

  .times {
    grid-column: 3;
    display: grid;
    align-content: start;
    min-height: 38px;
    font-size: 0.9375rem;
    line-height: 19px;
  }

  .times span {
    white-space: nowrap;
  }

  .times b {
    font-weight: 550;
  }

  small {
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  .verdict {
    grid-column: 4;
    display: grid;
    justify-items: end;
    font-size: 0.9375rem;
    line-height: 1.3;
    text-align: end;
  }

  .verdict b {
    font-size: var(--text-lead);
    font-weight: 600;
  }

  .failed .verdict {
    color: var(--failure);
  }

  .outside {
    color: var(--caution);
    font-weight: 550;
  }

  .reason {
    grid-column: 2 / 4;
    padding-inline-start: var(--gap-3);
    border-inline-start: 3px solid var(--failure);
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }

  details {
    margin-top: var(--gap-2);
    padding-top: var(--gap-1);
    border-top: 1px solid var(--line);
  }

  @media (max-width: 44rem) {
    .rows li {
      grid-template-columns: minmax(0, 1fr) auto;
      gap: var(--gap-1) var(--gap-3);
      padding-block: var(--gap-3);
    }

    .verdict {
      grid-row: 1;
      grid-column: 2;
    }

    .bars {
      grid-row: 2;
      grid-column: 1;
    }

    .times {
      grid-row: 2;
      grid-column: 2;
      justify-items: end;
    }

    .reason {
      grid-column: 1 / -1;
    }

    .times small {
      display: none;
    }
  }
`;
