// Groups of a form's fields that fold: the title, and what the fields hold while they are hidden.
import { css } from 'lit';

export const groupStyles = css`
  details {
    border-top: 1px solid var(--line);
  }

  summary {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--gap-3);
    align-items: baseline;
    width: 100%;
    padding-block: 0.6rem;
    list-style: none;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary::before {
    width: 0.55rem;
    height: 0.55rem;
    margin-inline-end: -0.25rem;
    border: solid currentColor;
    border-width: 0 1.5px 1.5px 0;
    rotate: -45deg;
    content: '';
  }

  details[open] > summary::before {
    rotate: 45deg;
    translate: 0 -0.2rem;
  }

  summary b {
    color: var(--ink);
    font-size: 0.9375rem;
    font-weight: 550;
  }

  summary span {
    margin-inline-start: auto;
    font-size: var(--text-small);
  }
`;
