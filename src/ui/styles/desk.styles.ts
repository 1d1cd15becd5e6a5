// The upper half of a screen that answers a question: notices, the answer, and the form beside its figures.
import { css } from 'lit';

export const deskStyles = css`
  .opening {
    padding-bottom: var(--gap-6);
  }

  .desk {
    display: grid;
    gap: var(--gap-6);
    padding-block: var(--gap-5) var(--gap-6);
    border-top: 1px solid var(--line-strong);
  }

  .desk > * {
    min-width: 0;
  }

  @media screen and (min-width: 60rem) {
    .desk {
      grid-template-columns: minmax(17rem, 22rem) minmax(0, 1fr);
    }
  }

  .stale {
    padding-inline-start: var(--gap-4);
    border-inline-start: 3px dashed var(--failure);
  }

  .notices {
    margin-bottom: var(--gap-5);
    padding: var(--gap-2) var(--gap-4);
    border-inline-start: 3px solid var(--caution);
    background: var(--caution-wash);
    font-size: 0.9375rem;
    list-style: none;
    overflow-wrap: anywhere;
  }

  .notices.bad {
    border-inline-start-color: var(--failure);
    background: var(--failure-wash);
  }
`;
