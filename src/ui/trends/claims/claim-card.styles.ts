import { css } from 'lit';

export const claimCardStyles = css`
  :host {
    scroll-margin-top: var(--gap-4);
  }

  blockquote {
    margin: 0 0 var(--gap-4);
    padding-inline-start: var(--gap-3);
    border-inline-start: 3px solid var(--line-strong);
  }

  cite {
    display: block;
    margin-top: var(--gap-1);
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-style: normal;
    overflow-wrap: anywhere;
  }

  .verdict {
    font-weight: 600;
  }

  .issue {
    padding: var(--gap-1) var(--gap-3);
    border-inline-start: 3px solid var(--caution);
    background: var(--caution-wash);
  }

  .result th {
    font-weight: 650;
  }

  table.stale {
    padding: 0;
    border: 0;
    color: var(--ink-muted);
  }

  code {
    font-family: var(--face-code);
    font-size: 0.875em;
    overflow-wrap: anywhere;
  }

  .fields {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
    margin-block: var(--gap-3);
  }

  .summary {
    overflow-wrap: anywhere;
  }
`;
