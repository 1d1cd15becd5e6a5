import { css } from 'lit';

export const twoOfFourStyles = css`
  h3 + ul {
    margin-top: var(--gap-1);
  }

  ul + h3 {
    margin-top: var(--gap-4);
  }

  ul {
    max-width: 80ch;
    padding-inline-start: 1.1rem;
  }

  li + li {
    margin-top: var(--gap-2);
  }

  small {
    display: block;
    color: var(--ink-muted);
    font-size: var(--text-small);
    overflow-wrap: anywhere;
  }
`;
