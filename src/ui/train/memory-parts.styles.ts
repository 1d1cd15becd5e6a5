import { css } from 'lit';

export const memoryPartsStyles = css`
  h2 {
    margin-bottom: var(--gap-3);
  }

  .bar {
    display: block;
    width: 100%;
    height: 1.5rem;
    color: var(--ink-muted);
  }

  .bar rect.part {
    stroke: currentColor;
    stroke-width: 1;
  }

  ul {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 8.5rem), 1fr));
    gap: var(--gap-3) var(--gap-4);
    margin-top: var(--gap-3);
    list-style: none;
  }

  li {
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  li b {
    display: block;
    color: var(--ink);
    font-size: var(--text-lead);
    font-weight: 600;
  }

  li svg {
    width: 0.7rem;
    height: 0.7rem;
    margin-inline-end: 0.3rem;
    color: var(--ink-muted);
    overflow: visible;
  }

  p {
    margin-top: var(--gap-3);
    color: var(--ink-muted);
    font-size: var(--text-small);
  }
`;
