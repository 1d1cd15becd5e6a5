// The sizes of an experiment to choose from.
import { css } from 'lit';

export const experimentFormStyles = css`
  fieldset {
    min-width: 0;
    border: 0;
  }

  .sizes {
    display: grid;
    gap: var(--gap-3);
  }

  legend {
    margin-bottom: var(--gap-2);
    font-size: var(--text-small);
    font-weight: 550;
  }

  .sizes label {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--gap-2);
    align-items: baseline;
    font-size: inherit;
    font-weight: 400;
    cursor: pointer;
  }

  .sizes b {
    font-weight: 600;
  }

  small {
    display: block;
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  fieldset:disabled label {
    opacity: 0.6;
    cursor: default;
  }
`;
