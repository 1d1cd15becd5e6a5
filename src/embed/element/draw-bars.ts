// Figures as bars from zero with the whiskers of their 95 % intervals: the author's above, the reader's below. The text beside
// them says the same, so that nobody needs the picture.
import { html, nothing, svg, type TemplateResult } from 'lit/html.js';

export interface Bar {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** "48.1 TFLOPS", its number, then its unit. */
  readonly text: string;
  /** "47.9–48.3 TFLOPS"; empty when the interval has no width. */
  readonly range: string;
}

export type Whose = 'author' | 'reader';

export interface BarGroup {
  readonly label: string;
  /** Undefined where that device has no such figure; a string says why. */
  readonly bars: Readonly<Partial<Record<Whose, Bar | string>>>;
  /** The value at the end of the scale. */
  readonly most: number;
  /** Predicted, not measured: outlined. */
  readonly predicted?: boolean;
}

const speakers: Readonly<Record<Whose, string>> = { author: 'Author: ', reader: 'You: ' };

/** Whiskers end before the edge. */
const SCALE_PERCENT = 98;

export function barGroup({ label, bars, most, predicted }: BarGroup): TemplateResult {
  return html`<li>
    <p class="label">${label}</p>
    ${(['author', 'reader'] as const).map((whose) => {
      const bar = bars[whose];
      return bar === undefined ? nothing : barRow(whose, bar, most, predicted === true);
    })}
  </li>`;
}

function barRow(whose: Whose, bar: Bar | string, most: number, predicted: boolean) {
  const isText = typeof bar === 'string';
  return html`<div class="row ${whose}${predicted ? ' predicted' : ''}" part="bar bar-${whose}">
    <svg aria-hidden="true">
      <line class="track" x2="100%" y1="7" y2="7" />
      ${isText ? nothing : barShape(bar, most)}
    </svg>
    <p class="value">
      <span class="unseen">${speakers[whose]}</span
      >${isText ? html`<span class="none">${bar}</span>` : html`<b>${bar.text}</b> <small>${bar.range}</small>`}
    </p>
  </div>`;
}

function barShape({ value, low, high }: Bar, most: number) {
  const place = (amount: number): string =>
    `${Math.min(100, (SCALE_PERCENT * amount) / most).toFixed(2)}%`;
  return svg`<rect class="bar" width=${place(value)} y="2" height="10"/>${
    high > low
      ? svg`<line class="whisker" x1=${place(low)} x2=${place(high)} y1="7" y2="7"/>${[
          low,
          high,
        ].map(
          (end) =>
            svg`<line class="whisker" x1=${place(end)} x2=${place(end)} y1="3.5" y2="10.5"/>`,
        )}`
      : nothing
  }`;
}
