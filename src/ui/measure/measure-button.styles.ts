import { css } from 'lit';

export const measureButtonStyles = css`
  .start {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--gap-2) var(--gap-4);
  }

  .start p {
    color: var(--ink-muted);
    font-size: 0.9375rem;
  }

  details {
    margin-top: var(--gap-2);
  }

  .options {
    display: grid;
    gap: var(--gap-5);
    max-width: 52rem;
    padding: var(--gap-3) 0 var(--gap-2);
  }

  @media (min-width: 48rem) {
    .options {
      grid-template-columns: 3fr 2fr;
    }
  }

  fieldset {
    border: 0;
  }

  legend {
    margin-bottom: var(--gap-1);
    padding: 0;
    font-size: var(--text-small);
    font-weight: 650;
  }

  .choice {
    display: grid;
    grid-template-columns: 1.5rem 1fr;
    align-items: baseline;
    padding-block: var(--gap-1);
    font-size: 0.9375rem;
    font-weight: 400;
    cursor: pointer;
  }

  .choice input {
    margin: 0;
  }

  .choice b {
    font-weight: 600;
  }

  .choice span span {
    color: var(--ink-muted);
  }
`;
