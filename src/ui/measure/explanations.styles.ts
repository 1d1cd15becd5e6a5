import { css } from 'lit';

export const explanationsStyles = css`
  ul {
    display: grid;
    gap: var(--gap-5) var(--gap-6);
    list-style: none;
  }

  @media (min-width: 48rem) {
    ul {
      grid-template-columns: 1fr 1fr;
    }
  }

  li {
    padding-inline-start: var(--gap-4);
    border-inline-start: 3px solid var(--line);
  }

  li.caution {
    border-inline-start-color: var(--caution);
  }

  .kind {
    color: var(--caution);
    font-size: var(--text-small);
    font-weight: 650;
  }

  p {
    margin-top: var(--gap-1);
    font-size: 0.9375rem;
  }

  .action {
    color: var(--ink-muted);
  }
`;
