import { css } from 'lit';

export const assumptionsStyles = css`
  ul {
    display: grid;
    gap: var(--gap-3);
    list-style: none;
  }

  li {
    display: grid;
    grid-template-columns: 7rem minmax(0, 1fr);
    gap: var(--gap-1) var(--gap-4);
    align-items: baseline;
    font-size: 0.9375rem;
  }

  .mark {
    display: inline-flex;
    align-items: baseline;
    gap: 0.45rem;
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 550;
  }

  .mark svg {
    flex: none;
    width: 0.7rem;
    height: 0.7rem;
    overflow: visible;
  }

  .mark.memory {
    color: var(--caution);
  }

  .source {
    display: block;
    color: var(--ink-muted);
    font-size: var(--text-small);
    overflow-wrap: anywhere;
  }

  @media (max-width: 40rem) {
    li {
      grid-template-columns: 1fr;
    }
  }
`;
