import { css } from 'lit';

export const sendResultStyles = css`
  fieldset {
    min-width: 0;
    border: 0;
  }

  legend {
    padding: 0;
  }

  .own {
    max-height: 16rem;
    margin-top: var(--gap-1);
    overflow-y: auto;
    border-block: 1px solid var(--line);
  }

  .own label {
    display: flex;
    gap: var(--gap-2);
    align-items: baseline;
    padding-block: var(--gap-2);
    font-size: 0.9375rem;
    font-weight: 400;
    overflow-wrap: anywhere;
    cursor: pointer;
  }

  .own b {
    font-weight: 600;
  }

  .own small {
    display: block;
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  button.primary {
    min-height: 2.5rem;
    padding: 0.4rem 0.95rem;
    font-size: 1rem;
    overflow-wrap: anywhere;
  }
`;
