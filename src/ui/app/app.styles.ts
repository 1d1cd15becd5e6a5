import { css } from 'lit';

export const appStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 100vh;
  }

  .page {
    width: 100%;
    max-width: calc(var(--page-width) + 2 * var(--page-margin));
    margin-inline: auto;
    padding-inline: var(--page-margin);
  }

  .skip {
    position: absolute;
    left: var(--page-margin);
    top: -4rem;
    z-index: 1;
  }

  .skip:focus {
    top: 0.5rem;
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--gap-2) var(--gap-5);
    padding-block: var(--gap-3);
  }

  .wordmark {
    display: inline-flex;
    align-items: center;
    gap: 0.55rem;
    color: var(--ink);
    font-size: var(--text-lead);
    font-weight: 700;
    letter-spacing: -0.01em;
    text-decoration: none;
  }

  .wordmark svg {
    width: 1.75rem;
    height: 1.75rem;
  }

  .wordmark path {
    fill: none;
    stroke: currentColor;
    stroke-width: 3;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .wordmark circle {
    fill: var(--accent);
  }

  nav {
    display: flex;
    gap: var(--gap-4);
    margin-inline-end: auto;
  }

  nav a {
    padding: 0.5rem 0.1rem;
    border-bottom: 2px solid transparent;
    color: var(--ink-muted);
    font-weight: 550;
    text-decoration: none;
  }

  nav a:hover {
    color: var(--ink);
  }

  nav a[aria-current='page'] {
    border-bottom-color: var(--accent);
    color: var(--ink);
  }

  @media (max-width: 30rem) {
    .top {
      justify-content: space-between;
    }

    nav {
      flex-wrap: wrap;
      gap: 0 0.3rem;
      justify-content: space-between;
      order: 1;
      width: 100%;
    }

    /* All of them stand in one line of a phone, which the smallest text of the lab does not reach. */
    nav a {
      font-size: 0.75rem;
    }
  }

  main {
    flex: 1;
    padding-block: var(--gap-5) var(--gap-7);
  }

  main:focus {
    outline: none;
  }

  .link-warnings {
    margin-bottom: var(--gap-5);
    padding: var(--gap-2) var(--gap-4);
    border-inline-start: 3px solid var(--caution);
    background: var(--caution-wash);
    font-size: 0.9375rem;
    list-style: none;
  }

  footer p {
    max-width: none;
    padding-block: var(--gap-4) var(--gap-5);
    border-top: 1px solid var(--line);
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  @media print {
    main {
      padding-block: 0;
    }
  }
`;
