// Where the time of a pass goes, for the dense network and for a variant by one scale: hatched, as it is predicted, and
// the same as a table.
import { html, LitElement, nothing, svg } from 'lit';
import type { PassComparison, TimeParts } from '../../../estimate/shrink/variant-comparison.ts';
import { formatAmount, formatShare } from '../../../shared/format.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { tableStyles } from '../../styles/table.styles.ts';
import { timePartsStyles } from './time-parts.styles.ts';

/** `spacing`: distance between two lines of the hatching, CSS pixels. */
const parts = [
  { key: 'dense', name: 'Products of dense weights', colour: '--series-f32', spacing: 3 },
  { key: 'compressed', name: 'Products of compressed weights', colour: '--series-i8', spacing: 4 },
  { key: 'moving', name: 'Copies and conversions', colour: '--series-memory', spacing: 6 },
  { key: 'rest', name: 'Everything else', colour: '--ink-muted', spacing: 9 },
] as const;

/** Not beside the parts but across them. */
const across = [
  { key: 'memoryBound', name: 'of all, bound by memory' },
  { key: 'launches', name: 'of all, launches' },
] as const;

/** The longer of two bars ends here, so that its outline is not cut. */
const FULL_PERCENT = 99.5;

interface TimedPass {
  readonly name: string;
  readonly parts: TimeParts;
  readonly total: number;
}

export class TimePartsBars extends LitElement {
  static override styles = [baseStyles, controlStyles, tableStyles, timePartsStyles];
  static override properties = {
    dense: { attribute: false },
    own: { attribute: false },
    name: { attribute: false },
    caption: { attribute: false },
  };

  declare dense: PassComparison | null | undefined;
  declare own: PassComparison | null | undefined;
  /** Of the variant. */
  declare name: string;
  /** Which pass it is. */
  declare caption: string;

  constructor() {
    super();
    this.name = '';
    this.caption = '';
  }

  override render() {
    const passes = [timed('Dense', this.dense), timed(this.name, this.own)].filter(
      (pass) => pass !== undefined,
    );
    const longest = Math.max(...passes.map(({ total }) => total));
    if (passes.length === 0 || !(longest > 0)) return nothing;
    const present = parts.filter(({ key }) => passes.some((pass) => pass.parts[key] > 0));
    return html`
      <p class="caption">
        <b>${this.caption}</b>
        ${passes.map(({ name, total }) => html`<span>${name} ${formatAmount(total, 's')}</span>`)}
      </p>
      <svg class="bars" aria-hidden="true" height=${passes.length * 26}>
        <defs>
          ${parts.map(
            ({ key, colour, spacing }) =>
              svg`<pattern id=${key} width=${spacing} height=${spacing} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="1.3" height=${spacing} fill="var(${colour})" />
              </pattern>`,
          )}
        </defs>
        ${passes.map((pass, index) => bar(pass, index, longest))}
      </svg>
      <ul class="legend" aria-label="Legend">
        ${present.map(({ key, name }) => html`<li>${swatch(key)} ${name.toLowerCase()}</li>`)}
        <li>upper bar: dense; hatched: predicted</li>
      </ul>
      <details>
        <summary class="small">The same as a table</summary>
        ${table(passes, present, `${this.name}, ${this.caption}`)}
      </details>
    `;
  }
}

function table(
  passes: readonly TimedPass[],
  present: readonly (typeof parts)[number][],
  caption: string,
) {
  return html`<div
    class="table-frame"
    role="region"
    aria-label="Where the time goes: ${caption}"
    tabindex="0"
  >
    <table>
      <thead>
        <tr>
          <th scope="col">Part</th>
          ${passes.map(({ name }) => html`<th scope="col" class="number">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${present.map(
          ({ key, name }) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${passes.map((pass) => cell(pass, pass.parts[key]))}
            </tr>`,
        )}
        <tr class="total">
          <th scope="row">Together</th>
          ${passes.map(({ total }) => html`<td class="number">${formatAmount(total, 's')}</td>`)}
        </tr>
        ${across.map(
          ({ key, name }) =>
            html`<tr class="across">
              <th scope="row">${name}</th>
              ${passes.map((pass) => cell(pass, pass.parts[key]))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function swatch(key: (typeof parts)[number]['key']) {
  const { colour } = parts.find((each) => each.key === key) ?? parts[0];
  return html`<svg viewBox="0 0 12 12" aria-hidden="true">
    <rect
      x="0.75"
      y="0.75"
      width="10.5"
      height="10.5"
      fill="url(#${key})"
      stroke="var(${colour})"
      stroke-width="1.5"
    />
  </svg>`;
}

function timed(name: string, pass: PassComparison | null | undefined): TimedPass | undefined {
  const told = pass?.parts;
  if (told === null || told === undefined) return undefined;
  return { name, parts: told, total: told.dense + told.compressed + told.moving + told.rest };
}

function bar(pass: TimedPass, index: number, longest: number) {
  let start = 0;
  return parts.map(({ key, colour }) => {
    const width = (pass.parts[key] / longest) * FULL_PERCENT;
    const x = start;
    start += width;
    if (width === 0) return nothing;
    return svg`<rect x="${x}%" y=${index * 26 + 1} width="${width}%" height="20"
      fill="url(#${key})" stroke="var(${colour})" stroke-width="1.25" />`;
  });
}

function cell({ total }: TimedPass, seconds: number) {
  if (seconds === 0) return html`<td class="number">–</td>`;
  return html`<td class="number">
    ${formatAmount(seconds, 's')}<small>${formatShare(seconds / total)}</small>
  </td>`;
}

customElements.define('fs-time-parts', TimePartsBars);
