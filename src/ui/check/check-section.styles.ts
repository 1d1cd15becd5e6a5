import { css } from 'lit';

export const checkSectionStyles = css`
  :host {
    display: grid;
    gap: var(--gap-6);
  }

  :host > *,
  .check > * {
    min-width: 0;
  }

  .check {
    display: grid;
    gap: var(--gap-5);
  }

  .form {
    display: grid;
    gap: var(--gap-4);
  }

  .start {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--gap-2) var(--gap-4);
  }

  .start p {
    flex: 1 1 16rem;
  }

  .go {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--accent-ink);
    font-weight: 600;
  }

  .go:hover:not(:disabled) {
    border-color: var(--accent-strong);
    background: var(--accent-strong);
    color: var(--accent-ink);
  }

  .summary {
    max-width: 40rem;
    font-size: var(--text-lead);
    line-height: 1.4;
  }

  .kept {
    display: grid;
    gap: var(--gap-1);
  }

  .cancelled {
    padding: var(--gap-3) var(--gap-4);
    border-inline-start: 4px solid var(--line-strong);
    background: var(--surface-sunken);
  }

  .notices {
    padding: var(--gap-2) var(--gap-4);
    border-inline-start: 3px solid var(--caution);
    background: var(--caution-wash);
    font-size: 0.9375rem;
    list-style: none;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--gap-3) var(--gap-4);
  }

  .earlier {
    display: grid;
    gap: var(--gap-1);
  }

  .earlier select {
    width: auto;
    max-width: 100%;
  }
`;
