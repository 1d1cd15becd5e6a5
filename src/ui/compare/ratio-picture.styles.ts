import { css } from 'lit';

export const ratioPictureStyles = css`
  ul {
    list-style: none;
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
    height: 0.625rem;
  }

  .rows {
    border-bottom: 1px solid var(--line);
  }

  .rows > li {
    padding-block: var(--gap-2);
    border-top: 1px solid var(--line);
  }

  .label {
    font-size: 0.9375rem;
    font-weight: 550;
  }

  .rows ul li {
    display: grid;
    grid-template-columns: minmax(5rem, 9rem) minmax(6rem, 1fr) 9.5rem;
    gap: 0 var(--gap-4);
    align-items: center;
  }

  .name {
    color: var(--ink-muted);
    font-size: var(--text-small);
    line-height: 1.25;
    overflow-wrap: anywhere;
  }

  .scale {
    display: block;
    width: 100%;
    height: 24px;
  }

  .even {
    stroke: var(--line-strong);
    stroke-width: 1;
  }

  .interval {
    stroke: var(--series, var(--ink));
    stroke-width: 1.75;
  }

  .dot {
    fill: var(--series, var(--ink));
  }

  .refused .interval {
    stroke-dasharray: 4 3;
  }

  .refused .dot {
    fill: var(--surface);
    stroke: var(--series, var(--ink));
    stroke-width: 1.75;
  }

  .figures {
    text-align: end;
  }

  .figures b {
    font-weight: 600;
  }

  small {
    color: var(--ink-muted);
    font-size: var(--text-small);
    white-space: nowrap;
  }

  .flag {
    display: block;
  }

  li.refused,
  .refused .flag {
    color: var(--caution);
  }

  @media (max-width: 44rem) {
    .rows ul li {
      grid-template-columns: minmax(0, 1fr) auto;
    }

    .scale {
      grid-row: 2;
      grid-column: 1 / -1;
    }
  }
`;
