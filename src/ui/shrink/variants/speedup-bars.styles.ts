import { css } from 'lit';

export const speedupBarsStyles = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-1) var(--gap-4);
    margin-block: var(--gap-2);
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
    height: 0.625rem;
  }

  .rows {
    border-bottom: 1px solid var(--line);
    list-style: none;
  }

  .rows li {
    display: grid;
    grid-template-columns: minmax(6rem, 10rem) minmax(6rem, 1fr) 6.5rem;
    gap: 0 var(--gap-4);
    align-items: center;
    border-top: 1px solid var(--line);
  }

  .name {
    padding-block: 0.2rem;
    font-size: 0.9375rem;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }

  .bars {
    display: block;
    width: 100%;
    height: 32px;
  }

  .promised {
    stroke: var(--line-strong);
    stroke-width: 1.25;
  }

  .given.faster {
    stroke: var(--series-f32);
    stroke-width: 1.25;
  }

  .given.slower {
    stroke: var(--caution);
    stroke-width: 1.25;
  }

  pattern.faster {
    fill: var(--series-f32);
  }

  pattern.slower {
    fill: var(--caution);
  }

  .interval {
    stroke: var(--ink);
    stroke-width: 1.5;
  }

  .even {
    stroke: var(--ink);
    stroke-width: 1;
  }

  .figures {
    text-align: end;
    white-space: nowrap;
  }

  .figures b {
    font-weight: 600;
  }

  small {
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  @media (max-width: 44rem) {
    .rows li {
      grid-template-columns: minmax(0, 1fr) auto;
    }

    .bars {
      grid-row: 2;
      grid-column: 1 / -1;
    }
  }
`;
