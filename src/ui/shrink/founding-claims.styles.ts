import { css } from 'lit';

export const foundingClaimsStyles = css`
  :host {
    display: grid;
    gap: var(--gap-5);
  }

  h3 {
    margin-bottom: var(--gap-2);
    font-size: 1rem;
  }

  .claim {
    min-width: 0;
  }

  .claim > p {
    margin-top: var(--gap-2);
    max-width: 80ch;
    overflow-wrap: anywhere;
  }

  td:last-child {
    min-width: 11rem;
  }

  .holds,
  .differs {
    display: block;
    font-size: var(--text-small);
  }

  .holds {
    color: var(--ink-muted);
  }

  .differs {
    color: var(--caution);
    font-weight: 600;
  }
`;
