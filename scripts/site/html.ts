// HTML that is escaped by construction: whatever is put into a template is text, unless it is HTML of this kind already.
import { escapeXml } from '../../src/results/card/card-text.ts';

export class Html {
  readonly text: string;

  /** Only for what is HTML already: rendered Markdown, drawn SVG. */
  constructor(text: string) {
    this.text = text;
  }
}

export type HtmlValue = Html | string | number | undefined | readonly HtmlValue[];

export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(strings.map((each, place) => each + textOf(values[place])).join(''));
}

/** Anchor of a heading: lower case, words joined by hyphens. Unique only as far as headings are. */
export function slug(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
}

/** Scrolls by itself where it is wider than the window, by keyboard too. */
export function table(
  caption: string,
  header: readonly string[],
  rows: readonly (readonly HtmlValue[])[],
): Html {
  return html`<div class="wide" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption class="visually-hidden">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${header.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...rest]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${rest.map((cell) => html`<td>${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A sentence of a comment: what stands between backticks is code. */
export function prose(text: string): readonly HtmlValue[] {
  return text
    .split(/`([^`]+)`/u)
    .map((part, place) => (place % 2 === 1 ? html`<code>${part}</code>` : part));
}

/** Source text; `name` says to screen readers what scrolls. */
export function codeBlock(name: string, code: string): Html {
  return html`<pre
    class="wide"
    role="region"
    aria-label="${name}"
    tabindex="0"
  ><code>${code}</code></pre>`;
}

function textOf(value: HtmlValue): string {
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(textOf).join('');
  return value === undefined ? '' : escapeXml(String(value));
}
