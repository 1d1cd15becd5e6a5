import { css } from 'lit';

export const embedPageStyles = css`
  .lead + .notices {
    margin-block-start: var(--gap-3);
  }

  .lead {
    margin-top: var(--gap-3);
    max-width: 70ch;
    color: var(--ink-muted);
  }

  .choices,
  .results {
    display: grid;
    gap: var(--gap-4);
    align-content: start;
  }

  .results > * {
    min-width: 0;
  }

  .preview {
    max-width: 46rem;
    padding: var(--gap-4);
    border: 1px dashed var(--line-strong);
    background: var(--surface);
  }

  .preview.light {
    color-scheme: light;
  }

  .preview.dark {
    color-scheme: dark;
  }

  iframe,
  img {
    display: block;
    width: 100%;
    height: auto;
    border: 0;
  }

  iframe {
    height: 35rem;
  }
`;
