import { css } from 'lit';

export const deviceCardStyles = css`
  .card {
    display: grid;
    gap: var(--gap-5) var(--gap-6);
  }

  @media (min-width: 48rem) {
    .card {
      grid-template-columns: 1fr 1fr;
    }
  }

  dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 0.3rem var(--gap-4);
    align-content: start;
    font-size: 0.9375rem;
  }

  dt {
    color: var(--ink-muted);
  }

  dd {
    overflow-wrap: anywhere;
  }

  .software {
    width: fit-content;
    padding: 0.05rem 0.5rem;
    border: 1px solid var(--caution);
    background: var(--caution-wash);
    color: var(--caution);
    font-weight: 600;
  }

  form {
    display: grid;
    gap: var(--gap-3);
    align-content: start;
  }

  textarea {
    min-height: 4.5rem;
    resize: vertical;
  }

  .hint {
    margin-top: var(--gap-1);
    color: var(--ink-muted);
    font-size: var(--text-small);
  }

  details dl {
    margin-top: var(--gap-2);
  }
`;
