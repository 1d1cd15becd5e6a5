import { css } from 'lit';

export const themeSwitchStyles = css`
  fieldset {
    display: flex;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }

  label {
    position: relative;
    display: grid;
    place-items: center;
    width: 2.25rem;
    height: 2.25rem;
    color: var(--ink-muted);
    cursor: pointer;
  }

  label:hover {
    color: var(--ink);
  }

  input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  label:has(input:checked) {
    background: var(--surface-sunken);
    color: var(--ink);
  }

  label:has(input:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }

  svg {
    width: 1.125rem;
    height: 1.125rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
  }

  svg .filled {
    fill: currentColor;
    stroke: none;
  }
`;
