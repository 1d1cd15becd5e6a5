import { css } from 'lit';

export const footprintFormStyles = css`
  form {
    gap: 0;
  }

  .row {
    display: grid;
    grid-template-columns: 11rem minmax(9rem, 15rem) minmax(0, 1fr);
    gap: var(--gap-1) var(--gap-5);
    align-items: start;
    padding-block: var(--gap-3);
    border-top: 1px solid var(--line);
  }

  .row label {
    padding-top: 0.6rem;
  }

  .row select {
    text-overflow: ellipsis;
  }

  .basis {
    padding-top: 0.45rem;
    color: var(--ink-muted);
    font-size: var(--text-small);
    line-height: 1.45;
    overflow-wrap: anywhere;
  }

  .basis .note {
    display: block;
    color: var(--ink);
  }

  @media (max-width: 60rem) {
    .row {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }

    .row .basis {
      grid-column: 1 / -1;
    }
  }

  @media (max-width: 30rem) {
    .row {
      grid-template-columns: minmax(0, 1fr);
    }

    .row label,
    .row .basis {
      padding-top: 0;
    }
  }
`;
