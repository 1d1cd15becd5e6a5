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
    <p class="answer">${answer}</p>
    <p class="verdict ${verdict}">${verdicts[verdict]}</p>
    ${list(reasons.map((reason) => ['', reason]))}
    ${
      ratios.length === 0
        ? nothing
        : html`<details>
            <summary class="small">You over the author, ${ratios.length} figures</summary>
            ${list(ratios.map((ratio) => [ratio.label, print(ratio)]))}
          </details>`
    }
  </div>`;
}

export function variantsView({ model, batch, gains, notes }: ShownVariants): TemplateResult {
  return html`<div part="variants" class="outcome">
    <p class="label">Shrinking ${model}, batch ${batch}: how many times as fast</p>
    ${list([
      ...gains.map(({ name, promised, speedups }): [string, string] => {
        const count = print({ ratio: promised, low: promised, high: promised });
        const measured = speedups.map(
          (gain, device) =>
            `${device === 0 ? 'you' : 'author'} ${gain === undefined ? 'not measured' : print(gain)}`,
        );
        return [name, [`by count ${count}`, ...measured].join('; ')];
      }),
      ...notes.map((note): [string, string] => ['', note]),
    ])}
  </div>`;
}

function print({ ratio, low, high }: Ratio): string {
  const { value, range } = printRatio({ median: ratio, low, high });
  return range === '' ? value : `${value} (${range})`;
}

function list(lines: readonly (readonly [string, string])[]): TemplateResult {
  return html`<ul class="small">
    ${lines.map(([label, text]) => html`<li><b>${label}</b> ${text}</li>`)}
  </ul>`;
}
