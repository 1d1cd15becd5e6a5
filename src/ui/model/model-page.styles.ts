import { css } from 'lit';

export const modelPageStyles = css`
  .opening {
    padding-bottom: var(--gap-6);
  }

  .waiting {
    margin-top: var(--gap-4);
    color: var(--ink-muted);
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

  .notices button {
    margin-block: var(--gap-2);
  }
`;
