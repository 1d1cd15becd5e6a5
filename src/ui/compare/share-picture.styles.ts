import { css } from 'lit';

export const sharePictureStyles = css`
  :host {
    display: grid;
    gap: var(--gap-3);
  }

  :host > * {
    min-width: 0;
  }

  .fields {
    max-width: 40rem;
  }

  img {
    display: block;
    width: min(100%, 37.5rem);
    height: auto;
    border: 1px solid var(--line);
  }
`;
