import { css } from 'lit';

export const storiesViewStyles = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-1) var(--gap-5);
    margin-top: var(--gap-4);
    color: var(--ink-muted);
    font-size: var(--text-small);
    list-style: none;
  }

  ol {
    list-style: none;
  }

  article > div > p:first-child {
    font-size: 1.0625rem;
    line-height: 1.6;
  }

  .figure {
    white-space: nowrap;
  }

  .cited {
    font-weight: 600;
  }

  .reckoned {
    border-bottom: 2px solid var(--series-f32);
    font-weight: 600;
  }

  .recalled::after {
    color: var(--caution);
    content: '?';
    font-size: 0.75em;
    font-weight: 700;
    vertical-align: super;
  }

  .sources {
    margin-top: var(--gap-3);
    color: var(--ink-muted);
    font-size: var(--text-small);
    overflow-wrap: anywhere;
  }

  .sources li + li {
    margin-top: var(--gap-2);
  }
`;
