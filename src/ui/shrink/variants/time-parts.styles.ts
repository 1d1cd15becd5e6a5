import { css } from 'lit';

export const timePartsStyles = css`
  .caption {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--gap-4);
    margin-bottom: var(--gap-1);
    font-size: 0.9375rem;
  }

  .caption b {
    font-weight: 550;
  }

  .caption span {
    color: var(--ink-muted);
  }

  .bars {
    display: block;
    width: 100%;
    overflow: visible;
  }

  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-1) var(--gap-4);
    margin-top: var(--gap-1);
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
    width: 0.75rem;
    height: 0.75rem;
    overflow: visible;
  }

  table {
    max-width: 40rem;
  }

  td small {
    display: inline-block;
    min-width: 3.2rem;
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  .total th,
  .total td {
    font-weight: 600;
  }

  .across th,
  .across td {
    color: var(--ink-muted);
    font-weight: 400;
  }
`;
