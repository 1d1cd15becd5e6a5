import { css } from 'lit';

export const checkChoiceStyles = css`
  :host {
    display: grid;
    gap: var(--gap-3);
  }

  fieldset {
    min-width: 0;
    border: 0;
  }

  legend {
    margin-bottom: var(--gap-1);
    padding: 0;
    font-size: var(--text-small);
    font-weight: 550;
  }

  .sets {
    display: grid;
    gap: var(--gap-1);
  }

  .list {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr));
    gap: var(--gap-1) var(--gap-5);
    padding: var(--gap-3) var(--gap-4);
    background: var(--surface-sunken);
  }

  label {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--gap-2);
    align-items: baseline;
    padding-block: 0.15rem;
    font-size: 0.9375rem;
    font-weight: 400;
    cursor: pointer;
  }

  label b {
    font-weight: 600;
  }

  input {
    margin: 0;
    translate: 0 0.1rem;
  }

  .about {
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  .list .about {
    white-space: nowrap;
  }

  .unknown {
    padding: var(--gap-2) var(--gap-4);
    border-inline-start: 3px solid var(--caution);
    background: var(--caution-wash);
    font-size: 0.9375rem;
  }
`;
