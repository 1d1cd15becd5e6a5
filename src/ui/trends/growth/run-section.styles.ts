import { css } from 'lit';

export const runSectionStyles = css`
  form + p,
  form + .mark,
  .mark + p,
  p + p,
  dl + p,
  details {
    margin-top: var(--gap-4);
  }

  .lead {
    font-size: var(--text-lead);
  }

  /* A field over all columns would else widen the form to what its columns may be at most. */
  form {
    grid-template-columns: minmax(0, 1fr);
  }

  fs-model-picker {
    grid-column: 1 / -1;
  }

  @media (min-width: 45rem) {
    form .fields {
      grid-template-columns: minmax(0, 2fr) 1fr 1fr;
    }

    fs-model-picker {
      grid-column: auto;
    }

    /* Six figures in two rows. */
    .large {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }

  details .fields {
    margin-top: var(--gap-3);
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
  }

  details .summary {
    overflow-wrap: anywhere;
  }
`;
