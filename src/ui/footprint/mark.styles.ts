// How sure a figure is, as a small mark before it: solid, hatched, hollow, or a triangle for what nobody checked.
import { css } from 'lit';

export const markStyles = css`
  .mark {
    display: inline-flex;
    align-items: baseline;
    gap: 0.35rem;
    margin-inline-end: 0.25rem;
    color: var(--ink-muted);
    font-size: var(--text-small);
    font-weight: 550;
  }

  .mark svg {
    flex: none;
    width: 0.65rem;
    height: 0.65rem;
    overflow: visible;
  }

  .mark.memory {
    color: var(--caution);
  }
`;
