import { css } from 'lit';

export const clockReasonsStyles = css`
  :host {
    margin-bottom: calc(-1 * (var(--gap-5) - var(--gap-2)));
  }

  details + details {
    margin-top: var(--gap-2);
  }

  ul {
    display: grid;
    gap: var(--gap-2);
    max-width: 44rem;
    margin-block: var(--gap-2) var(--gap-4);
    padding-inline-start: 1.2em;
    font-size: 0.9375rem;
  }

  .unverified {
    color: var(--caution);
  }

  .conflict {
    margin-bottom: var(--gap-3);
    padding-inline-start: var(--gap-3);
    border-inline-start: 3px solid var(--caution);
    font-size: 0.9375rem;
  }

  .source {
    color: var(--ink-muted);
    font-size: var(--text-small);
    overflow-wrap: anywhere;
  }

  .table-frame {
    max-height: 24rem;
    overflow: auto;
  }
`;
