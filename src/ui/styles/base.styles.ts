// What every element of the lab shares: text, controls, tables, focus. Values come from tokens.css.
import { css } from 'lit';

export const baseStyles = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :host {
    display: block;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  ol,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
  }

  h2,
  h3 {
    font-size: 1rem;
    font-weight: 650;
    line-height: 1.35;
  }

  p {
    max-width: 44rem;
    text-wrap: pretty;
  }

  a {
    color: var(--accent);
    text-underline-offset: 0.2em;
  }

  a:hover {
    color: var(--accent-strong);
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
    border-radius: var(--radius);
  }

  .muted {
    color: var(--ink-muted);
  }

  .small {
    font-size: var(--text-small);
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media print {
    .screen-only {
      display: none !important;
    }
  }
`;

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

export const tableStyles = css`
  .table-frame {
    overflow-x: auto;
  }

  .table-frame:focus-visible {
    outline-offset: 0;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.9375rem;
    line-height: 1.35;
  }

  caption {
    padding-bottom: var(--gap-2);
    color: var(--ink-muted);
    font-size: var(--text-small);
    text-align: start;
  }

  th,
  td {
    padding: 0.45rem 0.9rem 0.45rem 0;
    border-bottom: 1px solid var(--line);
    text-align: start;
    vertical-align: baseline;
  }

  th:last-child,
  td:last-child {
    padding-right: 0;
  }

  thead th {
    border-bottom-color: var(--line-strong);
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 550;
    vertical-align: bottom;
    white-space: nowrap;
  }

  tbody th {
    font-weight: 500;
  }

  .number {
    text-align: end;
    white-space: nowrap;
  }

  @media print {
    .table-frame {
      overflow: visible;
    }

    tr {
      break-inside: avoid;
    }
  }
`;
