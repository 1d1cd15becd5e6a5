// What is known once the reader has measured: the verdict with its reasons, all ratios, and what shrinking a model buys.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { printRatio } from '../../results/compare/print-ratio.ts';
import type { ShownComparison, ShownVariants } from '../run-part.ts';

const verdicts: Readonly<Record<ShownComparison['verdict'], string>> = {
  comparable: 'Comparable',
  'with-care': 'With care',
  'not-comparable': 'Not comparable',
};

interface Ratio {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

export function comparisonView(comparison: ShownComparison): TemplateResult {
  const { verdict, answer, reasons, ratios } = comparison;
  return html`<div part="verdict" class="outcome">
    <p class="answer"><bdi>${answer}</bdi></p>
    <p class="reasons">
      <span class="verdict ${verdict}">${verdicts[verdict]}</span>
      ${reasons.length === 0 ? 'Nothing that the results tell stands between them.' : nothing}
    </p>
    ${
      reasons.length === 0
        ? nothing
        : html`<ul class="small">
            ${reasons.map((reason) => html`<li><bdi>${reason}</bdi></li>`)}
          </ul>`
    }
    ${
      ratios.length === 0
        ? nothing
        : html`<details>
            <summary>You over the author, ${ratios.length} figures</summary>
            ${table(
              ['Figure', 'Ratio', '95 % interval'],
              ratios.map((row) => [row.label, ...ratioCells(row)]),
            )}
          </details>`
    }
  </div>`;
}

export function variantsView({ model, batch, gains, notes }: ShownVariants): TemplateResult {
  const hasAuthor = gains.some(({ speedups }) => speedups.length > 1);
  return html`<div part="variants" class="outcome">
    <p class="label">Shrinking ${model}, batch ${batch}: how many times as fast</p>
    ${table(
      ['Variant', 'By count', 'You', ...(hasAuthor ? ['Author'] : [])],
      gains.map(({ name, promised, speedups }) => [
        name,
        printRatio({ median: promised, low: promised, high: promised }).value,
        ...(hasAuthor ? [0, 1] : [0]).map((device) => {
          const gain = speedups[device];
          return gain === undefined ? 'not measured' : ratioCells(gain).join(' ');
        }),
      ]),
    )}
    ${notes.map((note) => html`<p class="small">${note}</p>`)}
  </div>`;
}

function ratioCells({ ratio, low, high }: Ratio): readonly [string, string] {
  const { value, range } = printRatio({ median: ratio, low, high });
  return [value, range];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): TemplateResult {
  return html`<table>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([first, ...others]) =>
          html`<tr>
            <th scope="row">${first}</th>
            ${others.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
