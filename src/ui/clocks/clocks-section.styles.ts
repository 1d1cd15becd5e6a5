import { css } from 'lit';

export const clocksSectionStyles = css`
  :host {
    display: grid;
    gap: var(--gap-5);
  }

  :host > * {
    min-width: 0;
  }

  .choices {
    display: grid;
    grid-template-columns: minmax(0, 22rem) minmax(0, 14rem);
    gap: var(--gap-3) var(--gap-4);
    align-items: end;
  }

  .own {
    grid-column: 1 / -1;
    display: flex;
    align-items: center;
    gap: var(--gap-2);
    font-weight: 400;
    cursor: pointer;
  }

  .own input {
    margin: 0;
  }

  .verdict {
    max-width: 40rem;
    font-size: var(--text-lead);
    line-height: 1.4;
  }

  .verdict strong {
    font-weight: 650;
    white-space: nowrap;
  }

  .notices {
    padding: var(--gap-2) var(--gap-4);
    border-inline-start: 3px solid var(--caution);
    background: var(--caution-wash);
    font-size: 0.9375rem;
    list-style: none;
  }

  @media (max-width: 34rem) {
    .choices {
      grid-template-columns: 1fr;
    }
  }
`;
