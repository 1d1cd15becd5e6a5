import { css } from 'lit';

export const limitsFormStyles = css`
  .target {
    display: grid;
    gap: var(--gap-2);
  }

  input[type='range'] {
    min-height: 2rem;
    padding: 0;
    border: 0;
    background: none;
    accent-color: var(--accent);
    cursor: pointer;
  }

  .ends {
    display: flex;
    justify-content: space-between;
    margin-top: 0;
  }

  .switch {
    display: flex;
    align-items: center;
    gap: var(--gap-2);
    cursor: pointer;
  }

  .switch input {
    margin: 0;
  }

  .switch ~ div {
    margin-top: var(--gap-2);
  }
`;
