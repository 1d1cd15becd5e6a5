import { css } from 'lit';

export const viewShellStyles = css`
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-1) var(--gap-5);
    margin-bottom: var(--gap-5);
    border-bottom: 1px solid var(--line);
  }

  nav a {
    margin-bottom: -1px;
    padding: 0.4rem 0.1rem;
    border-bottom: 2px solid transparent;
    color: var(--ink-muted);
    text-decoration: none;
  }

  nav a:hover {
    color: var(--ink);
  }

  nav a[aria-current='page'] {
    border-bottom-color: var(--ink);
    color: var(--ink);
  }
`;
