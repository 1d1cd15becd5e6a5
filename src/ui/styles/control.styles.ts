// Buttons, fields and disclosures, alike everywhere.
import { css } from 'lit';

export const controlStyles = css`
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--gap-2);
    min-height: 2.5rem;
    padding: 0.4rem 0.95rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface-raised);
    color: var(--ink);
    font: inherit;
    font-weight: 550;
    line-height: 1.2;
    text-decoration: none;
    cursor: pointer;
  }

  button:hover,
  .button:hover {
    border-color: var(--ink);
    color: var(--ink);
  }

  button:active {
    background: var(--surface-sunken);
  }

  button.primary,
  .button.primary {
    min-height: 3.25rem;
    padding: 0.6rem 1.6rem;
    border-color: var(--accent);
    background: var(--accent);
    color: var(--accent-ink);
    font-size: var(--text-lead);
    font-weight: 600;
  }

  button.primary:hover,
  .button.primary:hover {
    border-color: var(--accent-strong);
    background: var(--accent-strong);
  }

  button.plain {
    min-height: 2rem;
    padding: 0.2rem 0.1rem;
    border: 0;
    background: none;
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  button:disabled {
    opacity: 0.55;
    cursor: default;
  }

  label {
    display: block;
    font-size: var(--text-small);
    font-weight: 550;
  }

  input:not([type='radio'], [type='checkbox']),
  select,
  textarea {
    width: 100%;
    min-height: 2.5rem;
    padding: 0.4rem 0.6rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface-raised);
    color: var(--ink);
    font: inherit;
    font-variant-numeric: tabular-nums;
  }

  input[type='radio'],
  input[type='checkbox'] {
    accent-color: var(--accent);
  }

  [aria-invalid='true'] {
    border-color: var(--failure) !important;
    box-shadow: inset 0 0 0 1px var(--failure);
  }

  summary {
    width: fit-content;
    padding: 0.3rem 0;
    color: var(--ink-muted);
    cursor: pointer;
  }

  summary:hover {
    color: var(--ink);
  }
`;
