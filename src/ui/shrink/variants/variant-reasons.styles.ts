import { css } from 'lit';

export const variantReasonsStyles = css`
  details:last-of-type {
    border-bottom: 1px solid var(--line);
  }

  .inside {
    display: grid;
    gap: var(--gap-5);
    padding-block: var(--gap-2) var(--gap-5);
  }

  .inside > * {
    min-width: 0;
  }

  ul {
    padding-inline-start: 1.1rem;
    max-width: 80ch;
    overflow-wrap: anywhere;
  }

  li + li {
    margin-top: var(--gap-1);
  }

  .making {
    display: grid;
    gap: var(--gap-2);
  }

  dl {
    display: grid;
    gap: var(--gap-1);
  }

  dl div {
    display: grid;
    grid-template-columns: 12rem minmax(0, 1fr);
    gap: 0 var(--gap-4);
  }

  dt {
    color: var(--ink-muted);
  }

  @media (max-width: 44rem) {
    dl div {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  summary span {
    color: var(--ink-muted);
    text-align: end;
  }
`;
