import { css } from 'lit';

export const hardwareSectionStyles = css`
  section {
    padding-block-start: var(--gap-6);
    border-top: 1px solid var(--line-strong);
  }

  .desk > form {
    align-content: start;
  }

  .verdict {
    padding-bottom: var(--gap-5);
  }

  h2 {
    max-width: 28ch;
    font-size: var(--text-figure);
    font-weight: 400;
    letter-spacing: -0.02em;
    line-height: 1.15;
    text-wrap: balance;
  }

  .verdict p {
    margin-top: var(--gap-3);
    max-width: 70ch;
    color: var(--ink-muted);
  }

  .kinds {
    display: grid;
    gap: var(--gap-1);
    border: 0;
  }

  .kinds legend {
    padding: 0;
    font-size: var(--text-small);
    font-weight: 550;
  }

  .kinds label {
    display: flex;
    align-items: center;
    gap: var(--gap-2);
    font-size: 1rem;
    font-weight: 400;
    cursor: pointer;
  }

  h3 + .summary {
    margin-top: var(--gap-1);
  }

  .cautions {
    max-width: 46rem;
    margin-top: var(--gap-5);
    padding-inline-start: 1.1rem;
    color: var(--ink-muted);
    font-size: 0.9375rem;
  }

  .cautions li + li {
    margin-top: var(--gap-1);
  }
`;
