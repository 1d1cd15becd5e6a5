import { css } from 'lit';

export const modelPickerStyles = css`
  .field {
    position: relative;
  }

  input {
    padding-inline-end: 2rem !important;
    text-overflow: ellipsis;
  }

  .field > svg {
    position: absolute;
    inset-block-start: 0.75rem;
    inset-inline-end: 0.6rem;
    width: 1rem;
    height: 1rem;
    pointer-events: none;
  }

  path {
    fill: none;
    stroke: var(--ink-muted);
    stroke-width: 1.5;
  }

  .popup {
    position: absolute;
    z-index: 2;
    inset-block-start: calc(100% + 2px);
    inset-inline-start: 0;
    width: min(36rem, 100vw - 2 * var(--page-margin));
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface-raised);
    box-shadow: 0 8px 24px rgb(0 0 0 / 18%);
  }

  [role='listbox'] {
    max-height: min(26rem, 60vh);
    overflow-y: auto;
    overscroll-behavior: contain;
  }

  [role='group'] {
    padding-block: var(--gap-1);
    border-bottom: 1px solid var(--line);
    /* Families out of sight are neither laid out nor painted. */
    content-visibility: auto;
    contain-intrinsic-size: auto 8rem;
  }

  [role='group']:last-child {
    border-bottom: 0;
  }

  .family {
    padding: 0.35rem 0.75rem 0.15rem;
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 650;
  }

  [role='option'] {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 3rem 9rem 6.5rem;
    gap: 0 var(--gap-3);
    align-items: baseline;
    padding: 0.35rem 0.75rem;
    font-size: 0.9375rem;
    line-height: 1.3;
    cursor: pointer;
  }

  [role='option']:hover {
    background: var(--surface-sunken);
  }

  [role='option'].active {
    background: var(--accent-wash);
    box-shadow: inset 3px 0 0 var(--accent);
  }

  .name {
    overflow-wrap: anywhere;
  }

  [aria-selected='true'] .name {
    font-weight: 650;
  }

  .year,
  .size {
    color: var(--ink-muted);
    font-size: var(--text-small);
    text-align: end;
    white-space: nowrap;
  }

  .empty {
    padding: var(--gap-3);
    color: var(--ink-muted);
    font-size: 0.9375rem;
  }

  /* Where the form has the whole width, the list has that of the field. */
  @media (max-width: 60rem) {
    .popup {
      width: 100%;
    }
  }

  @media (max-width: 34rem) {
    [role='option'] {
      grid-template-columns: minmax(0, 1fr) auto;
    }

    .name,
    .year {
      grid-row: 1;
    }

    .size {
      text-align: start;
    }

    .size:last-child {
      text-align: end;
    }
  }
`;
