// The button of an experiment, with what stands beside it.
import { css } from 'lit';

export const experimentStartStyles = css`
  :host {
    display: grid;
    gap: var(--gap-3);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-2) var(--gap-4);
    align-items: center;
  }

  .row > p {
    flex: 1 1 18rem;
  }

  .bad {
    padding: var(--gap-2) var(--gap-4);
    border-inline-start: 3px solid var(--failure);
    background: var(--failure-wash);
  }
`;
