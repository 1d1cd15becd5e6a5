// Promised beside given, a row for each variant, on one logarithmic scale: the promise is outlined, what the measured
// kernels give is hatched, as it is predicted from them, and has its interval. The table below holds the figures.
import { html, LitElement, nothing, svg } from 'lit';
import type { PassComparison } from '../../../estimate/shrink/variant-comparison.ts';
import type { Range } from '../../../estimate/training-estimate.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { printTimes, timesParts } from './print-comparison.ts';
import { speedupBarsStyles } from './speedup-bars.styles.ts';

/** Both ends of the scale keep this far from the frame, so that caps of intervals are not cut. */
const MARGIN_PERCENT = 1.5;

/** The scale reaches at least this far to either side of 1, or a difference of 2 % would look like one of 2×. */
const LEAST_REACH = 1.25;

export interface SpeedupRow {
  /** Of the variant. */
  readonly name: string;
  readonly pass: PassComparison;
}

export class SpeedupBars extends LitElement {
  static override styles = [baseStyles, speedupBarsStyles];
  static override properties = { rows: { attribute: false }, caption: { attribute: false } };

  declare rows: readonly SpeedupRow[];
  /** Which pass it is. */
  declare caption: string;

  constructor() {
    super();
    this.rows = [];
    this.caption = '';
  }

  override render() {
    const { rows } = this;
    if (rows.length === 0) return nothing;
    const place = scaleOf(rows);
    return html`
      <ul class="legend" aria-label="Legend">
        <li>
          <svg viewBox="0 0 16 10" aria-hidden="true">
            <rect class="promised" fill="none" x="1" y="1" width="14" height="8" />
          </svg>
          promised by FLOPs
        </li>
        <li>
          <svg viewBox="0 0 16 10" aria-hidden="true">
            ${hatches()}
            <rect class="given faster" fill="url(#faster)" x="1" y="1" width="14" height="8" />
          </svg>
          given here, with its 95 % interval
        </li>
        <li>line: as fast as dense; ${this.caption}</li>
      </ul>
      <ul class="rows" data-testid="speedup-bars">
        ${rows.map((each) => row(each, place))}
      </ul>
    `;
  }
}

/** Where a speed-up stands, in per cent of the width. */
type Place = (speedup: number) => number;

function scaleOf(rows: readonly SpeedupRow[]): Place {
  const all = rows.flatMap(({ pass: { theoreticalSpeedup, measuredSpeedup } }) => [
    theoreticalSpeedup,
    ...(measuredSpeedup === null ? [] : [measuredSpeedup.low, measuredSpeedup.high]),
  ]);
  const low = Math.log(Math.min(1 / LEAST_REACH, ...all));
  const high = Math.log(Math.max(LEAST_REACH, ...all));
  const width = 100 - 2 * MARGIN_PERCENT;
  return (speedup) => MARGIN_PERCENT + (width * (Math.log(speedup) - low)) / (high - low);
}

function row({ name, pass }: SpeedupRow, place: Place) {
  const { theoreticalSpeedup: promised, measuredSpeedup: measured } = pass;
  const one = place(1);
  return html`<li>
    <p class="name">${name}</p>
    <svg class="bars" aria-hidden="true">
      ${bar('promised', one, place(promised), 5, 22)}
      ${measured === null ? nothing : given(measured, one, place)}
      ${svg`<line class="even" x1="${one}%" x2="${one}%" y1="0" y2="32" />`}
    </svg>
    <p class="figures">
      <b>${measured === null ? '–' : timesParts(measured).value}</b>
      <small>of ${printTimes(promised)}</small>
    </p>
  </li>`;
}

function given(measured: Range, one: number, place: Place) {
  const { value, low, high } = measured;
  const [from, to] = [place(low), place(high)];
  const kind = value < 1 ? 'slower' : 'faster';
  return svg`${bar(`given ${kind}`, one, place(value), 9, 14, `url(#${kind})`)}
    <line class="interval" x1="${from}%" x2="${to}%" y1="16" y2="16" />
    <line class="interval" x1="${from}%" x2="${from}%" y1="12" y2="20" />
    <line class="interval" x1="${to}%" x2="${to}%" y1="12" y2="20" />`;
}

function bar(kind: string, from: number, to: number, y: number, height: number, fill = 'none') {
  return svg`<rect class=${kind} fill=${fill} x="${Math.min(from, to)}%" y=${y}
    width="${Math.abs(to - from)}%" height=${height} />`;
}

function hatches() {
  return svg`<defs>
    ${(['faster', 'slower'] as const).map(
      (kind) =>
        svg`<pattern id=${kind} class=${kind} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="1.4" height="4" />
        </pattern>`,
    )}
  </defs>`;
}

customElements.define('fs-speedup-bars', SpeedupBars);
