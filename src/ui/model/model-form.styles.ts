import { css } from 'lit';

export const modelFormStyles = css`
  form {
    display: grid;
    gap: var(--gap-4);
  }

  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 9rem), 1fr));
    gap: var(--gap-4) var(--gap-3);
    align-items: start;
  }

  .fields label {
    overflow-wrap: anywhere;
  }

  .summary {
    margin-top: var(--gap-1);
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  .unit {
    color: var(--ink-muted);
    font-weight: 400;
  }

  .error {
    margin-top: var(--gap-1);
    color: var(--failure);
    font-size: var(--text-small);
    font-weight: 550;
  }

  .changed input {
    border-color: var(--accent);
  }

  .open-file {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--gap-3);
    align-items: baseline;
    padding: var(--gap-2) var(--gap-3);
    border-inline-start: 3px solid var(--accent);
    background: var(--accent-wash);
    font-size: 0.9375rem;
  }

  .open-file b,
  .open-file span {
    display: block;
    overflow-wrap: anywhere;
  }

  .open-file span {
    font-size: var(--text-small);
  }

  .open-file .summary {
    grid-column: 1 / -1;
  }
`;
