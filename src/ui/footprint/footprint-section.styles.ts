import { css } from 'lit';

export const footprintSectionStyles = css`
  :host {
    display: grid;
    gap: var(--gap-6);
    min-width: 0;
  }

  :host > * {
    min-width: 0;
  }

  h3 {
    margin-bottom: var(--gap-3);
  }

  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 8.5rem), 1fr));
    gap: var(--gap-5);
  }

  .figures dt {
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 550;
  }

  .figures dd {
    font-size: 1.5rem;
    font-weight: 600;
    letter-spacing: -0.01em;
    line-height: 1.25;
  }

  .figures small,
  .figures .range {
    display: block;
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 400;
    letter-spacing: 0;
  }

  .figures .range {
    color: var(--ink);
    font-size: 0.9375rem;
  }

  .stale {
    padding-inline-start: var(--gap-4);
    border-inline-start: 3px dashed var(--failure);
  }

  .stale .error {
    margin-bottom: var(--gap-3);
    color: var(--failure);
    font-weight: 600;
  }

  .things {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr));
    gap: 0 var(--gap-6);
    list-style: none;
  }

  .things li {
    display: grid;
    grid-template-columns: 4.5rem minmax(0, 1fr) max-content;
    gap: var(--gap-2);
    align-items: baseline;
    padding-block: 0.4rem;
    border-bottom: 1px solid var(--line);
    font-size: 0.9375rem;
  }

  .things b {
    font-weight: 650;
    text-align: end;
  }

  .things .range {
    color: var(--ink-muted);
    font-size: var(--text-small);
    white-space: nowrap;
  }

  .sources {
    margin-top: var(--gap-2);
  }

  .sources ul {
    display: grid;
    gap: var(--gap-2);
    margin-top: var(--gap-2);
    font-size: var(--text-small);
    list-style: none;
  }

  .source {
    display: block;
    color: var(--ink-muted);
    font-size: var(--text-small);
    overflow-wrap: anywhere;
  }

  .method {
    margin-top: var(--gap-3);
    color: var(--ink-muted);
    font-size: var(--text-small);
  }
`;
