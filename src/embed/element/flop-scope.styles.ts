// The element's own look: the lab's tokens, cut off from the page. Only custom properties named `--flopscope-…` cross the border;
// sizes are in em of the reader's own text size, because rem is whatever the page made of it.

const css = String.raw;

const styles = css`
  :host {
    display: block;
  }

  :host([hidden]) {
    display: none;
  }

  .sheet {
    all: initial;
    display: block;
    position: relative;
    container-type: inline-size;
    color-scheme: inherit;
    overflow: hidden;
    padding: 1.25em 1.5em;
    border: 1px solid var(--line);
    border-radius: var(--flopscope-radius, 3px);
    background: var(--flopscope-surface, light-dark(#ffffff, #1a1d20));
    color: var(--flopscope-ink, light-dark(#16181b, #e9e9e5));
    font: 400 medium / 1.45 var(--flopscope-face, var(--face));
    font-variant-numeric: tabular-nums;
    --face:
      -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Ubuntu, Cantarell, 'Liberation Sans',
      'Helvetica Neue', Arial, system-ui, sans-serif;
    --muted: var(--flopscope-ink-muted, light-dark(#555a60, #a5aab0));
    --line: var(--flopscope-line, light-dark(#deded8, #2d3135));
    --line-strong: light-dark(#868a8f, #777d83);
    --accent: var(--flopscope-accent, light-dark(#b8400a, #ff8c4b));
    --author: var(--flopscope-author, light-dark(#8a6a00, #dcb53f));
    --reader: var(--flopscope-reader, light-dark(#1460a8, #6fb6ff));
    --caution: light-dark(#7a5a00, #e3bc4a);
    --caution-wash: light-dark(#faf3dc, #262112);
    --failure: light-dark(#a8123f, #ff8fa8);
    --failure-wash: light-dark(#fbe9ee, #2c171d);
  }

  :host([theme='light']) .sheet {
    color-scheme: light;
  }

  :host([theme='dark']) .sheet {
    color-scheme: dark;
  }

  .sheet * {
    box-sizing: border-box;
  }

  p,
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  /* English within a page of another direction keeps its order, and stands where that page begins its lines. */
  p,
  li,
  .title,
  .footer {
    overflow-wrap: anywhere;
    text-wrap: pretty;
    text-align: left;
    unicode-bidi: plaintext;
  }

  :host(:dir(rtl)) :is(p, li, .title, .footer) {
    text-align: right;
  }

  .title {
    margin-bottom: 0.75em;
    color: var(--muted);
    font-weight: 600;
  }

  .devices {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0.75em 1.5em;
    padding-bottom: 1em;
    border-bottom: 1px solid var(--line);
  }

  .author {
    --series: var(--author);
  }

  .reader {
    --series: var(--reader);
  }

  .owner,
  .small,
  .footer,
  .label,
  small {
    font-size: 0.8125em;
  }

  .owner,
  .small,
  .footer,
  .none,
  small {
    color: var(--muted);
  }

  .owner svg {
    width: 0.7em;
    height: 0.7em;
    margin-inline-end: 0.45em;
  }

  .owner rect,
  .bar {
    fill: var(--series);
  }

  .name {
    overflow: hidden;
    font-size: 1.1875em;
    font-weight: 600;
    line-height: 1.3;
  }

  .name.none {
    font-weight: 400;
  }

  .mark,
  .verdict {
    width: fit-content;
    margin-top: 0.3em;
    padding: 0.1em 0.45em;
    border: 1px solid var(--line-strong);
    font-size: 0.8125em;
    font-weight: 600;
  }

  .mark,
  .with-care {
    border-color: var(--caution);
    background: var(--caution-wash);
    color: var(--caution);
  }

  .not-comparable {
    border-color: var(--failure);
    background: var(--failure-wash);
    color: var(--failure);
  }

  .figures li {
    padding-block: 0.65em 0.55em;
    border-bottom: 1px solid var(--line);
  }

  .label {
    font-weight: 600;
  }

  .row {
    display: grid;
    grid-template-columns: 1fr 13.5em;
    gap: 0 1em;
    align-items: center;
  }

  .row svg {
    width: 100%;
    height: 14px;
  }

  :host(:dir(rtl)) svg {
    transform: scaleX(-1);
  }

  .row .track {
    stroke: var(--line-strong);
    stroke-dasharray: 1 4;
  }

  .whisker {
    stroke: currentcolor;
    stroke-width: 1.5;
  }

  .predicted .bar {
    fill: none;
    stroke: var(--series);
    stroke-width: 1.5;
  }

  b {
    font-weight: 600;
  }

  .outcome {
    padding-block: 0.9em;
    border-bottom: 1px solid var(--line);
  }

  .answer {
    font-size: 1.1875em;
    line-height: 1.35;
  }

  .outcome ul {
    margin-top: 0.4em;
    padding-inline-start: 1.2em;
    list-style: disc;
  }

  summary {
    width: fit-content;
    padding-block: 0.5em;
    cursor: pointer;
  }

  .action {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.75em 1em;
    align-items: center;
    min-height: 4.5em;
    padding-block: 1em;
  }

  .action :only-child {
    grid-column: 1 / -1;
  }

  button {
    min-width: 11.5em;
    min-height: 3em;
    padding: 0.5em 1.2em;
    border: 1px solid var(--accent);
    border-radius: var(--flopscope-radius, 3px);
    background: var(--accent);
    color: var(--flopscope-accent-ink, light-dark(#ffffff, #1c0e05));
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }

  button:hover {
    filter: brightness(0.9);
  }

  .stop {
    border-color: var(--line-strong);
    background: none;
    color: inherit;
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }

  .action .track {
    height: 6px;
    margin-top: 0.4em;
    background: var(--line);
  }

  .action svg {
    display: block;
    width: 100%;
    height: 100%;
    fill: var(--accent);
  }

  .problem {
    color: var(--failure);
  }

  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @container (max-width: 30em) {
    .row {
      grid-template-columns: 1fr;
    }

    .devices {
      grid-template-columns: 1fr;
    }

    .action {
      grid-template-columns: 1fr;
    }
  }

  @media print {
    .action {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .bar,
    .owner rect,
    .action svg {
      fill: GrayText;
      forced-color-adjust: none;
    }
  }
`;

let sheet: CSSStyleSheet | undefined;

/** One for all elements of the page; allowed by every content security policy. */
export function flopScopeSheet(): CSSStyleSheet {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  return sheet;
}
