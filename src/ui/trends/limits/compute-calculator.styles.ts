import { css } from 'lit';

export const calculatorStyles = css`
  .measures {
    display: grid;
    gap: var(--gap-5) var(--gap-6);
  }

  @media (min-width: 48rem) {
    .measures {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }

  fieldset {
    display: grid;
    grid-template-rows: auto 1fr auto;
    gap: var(--gap-3);
    min-width: 0;
    border: 0;
  }

  legend {
    padding: 0;
    margin-bottom: var(--gap-3);
    font-weight: 650;
  }

  .inputs {
    display: grid;
    gap: var(--gap-3);
    align-content: start;
  }

  .result {
    font-size: var(--text-lead);
    font-weight: 650;
  }

  .result span {
    color: var(--ink-muted);
    font-weight: 400;
  }

  .ratio {
    display: grid;
    gap: var(--gap-2);
    padding-top: var(--gap-4);
    border-top: 1px solid var(--line);
  }

  .ratio.impossible {
    padding: var(--gap-2) var(--gap-4);
    border-top: 0;
    border-inline-start: 3px solid var(--failure);
    background: var(--failure-wash);
  }
`;
