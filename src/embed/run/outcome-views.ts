// What is known once the reader has measured: the verdict with its reasons, all ratios, and what shrinking a model buys. It is
// drawn by the shell's lit, which is handed in, so that the shell needs to know it after the click only.
import { printRatio } from '../../results/compare/print-ratio.ts';
import type { Html, OutcomeViews, ShownComparison, ShownVariants, View } from '../run-part.ts';

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

export function outcomeViews(html: Html): OutcomeViews {
  return {
    comparison: (comparison) => comparisonView(html, comparison),
    variants: (variants) => variantsView(html, variants),
  };
}

function comparisonView(html: Html, comparison: ShownComparison): View {
  const { verdict, answer, detail, reasons, ratios } = comparison;
  return html`<div part="verdict" class="outcome">
    <p class="answer">${answer}</p>
    <p class="small">${detail}</p>
    <p class="verdict ${verdict}">${verdicts[verdict]}</p>
    ${list(
      html,
      reasons.map((reason) => ['', reason]),
    )}
    ${
      ratios.length === 0
        ? ''
        : html`<details>
            <summary class="small">You over the author, ${ratios.length} figures</summary>
            ${list(
              html,
              ratios.map((ratio) => [ratio.label, print(ratio)]),
            )}
          </details>`
    }
  </div>`;
}

function variantsView(html: Html, { model, batch, gains, notes }: ShownVariants): View {
  return html`<div part="variants" class="outcome">
    <p class="label">Shrinking ${model}, batch ${batch}: how many times as fast</p>
    ${list(html, [
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

function list(html: Html, lines: readonly (readonly [string, string])[]): View {
  return html`<ul class="small">
    ${lines.map(([label, text]) => html`<li><b>${label}</b> ${text}</li>`)}
  </ul>`;
}
