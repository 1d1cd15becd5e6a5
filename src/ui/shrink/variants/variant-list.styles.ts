import { css } from 'lit';

export const variantListStyles = css`
  :host {
    display: grid;
    gap: var(--gap-4);
  }

  fieldset {
    min-width: 0;
    border: 0;
  }

  legend {
    padding: 0;
    font-size: var(--text-small);
    font-weight: 550;
  }

  ol {
    border-top: 1px solid var(--line);
    list-style: none;
  }

  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--gap-2);
    align-items: center;
    min-height: 2.75rem;
    padding-block: 0.15rem;
    border-bottom: 1px solid var(--line);
  }

  .wrong {
    border-inline-start: 3px solid var(--failure);
    padding-inline-start: var(--gap-2);
  }

  li .error {
    grid-column: 1 / -1;
    margin-bottom: var(--gap-2);
    overflow-wrap: anywhere;
  }

  .step {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem var(--gap-3);
    align-items: center;
  }

  .name {
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }

  .step label {
    display: flex;
    gap: var(--gap-2);
    align-items: center;
    margin-inline-start: auto;
  }

  .step input:not([type='radio'], [type='checkbox']) {
    width: 4.5rem;
    min-height: 2rem;
    padding: 0.15rem 0.4rem;
    font-weight: 400;
    text-align: end;
  }

  .step .model input {
    width: 10.5rem;
    text-align: start;
  }

  button.remove {
    width: 2rem;
    min-height: 2rem;
    padding: 0;
    border-color: transparent;
    background: none;
  }

  button.remove:hover {
    border-color: var(--line-strong);
  }

  .remove svg {
    width: 1rem;
    height: 1rem;
    fill: none;
    stroke: var(--ink-muted);
    stroke-width: 1.5;
  }

  .adding {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--gap-1) var(--gap-3);
    align-items: end;
  }

  .adding .fields {
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap-2);
  }

  .adding .summary {
    grid-column: 1 / -1;
  }

  textarea {
    resize: vertical;
    font-family: var(--face-code);
    font-size: 0.8125rem;
    line-height: 1.5;
  }
`;
