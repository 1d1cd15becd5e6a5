// One figure of one device over its runs, oldest at the left, each with its interval; marked where it changed by more
// than the noise. The list below holds the figures.
import { html, LitElement, nothing, svg } from 'lit';
import { formatAmount } from '../../../shared/format.ts';
import type { Interval } from '../../../shared/statistics.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { deviceTrendStyles } from './device-trend.styles.ts';

export interface TrendPoint {
  readonly value: Interval;
  readonly change: 'better' | 'worse' | 'within-noise' | 'not-comparable' | undefined;
  /** Whether the browser or driver is another than in the run before. */
  readonly isOtherSoftware: boolean;
}

export interface Trend {
  readonly title: string;
  readonly unit: string;
  /** Oldest first. */
  readonly points: readonly TrendPoint[];
}

/** Pixels. */
const HEIGHT = 120;
const MARGIN = 18;

/** Per cent of the width. */
const SIDE = 4;

export class DeviceTrend extends LitElement {
  static override styles = [baseStyles, deviceTrendStyles];
  static override properties = { trend: { attribute: false } };

  declare trend: Trend | undefined;

  override render() {
    const { trend } = this;
    if (trend === undefined || trend.points.length < 2) return nothing;
    const { title, unit, points } = trend;
    const top = Math.max(...points.map(({ value }) => value.high)) * 1.05;
    const y = (value: number): number => HEIGHT - MARGIN - ((HEIGHT - 2 * MARGIN) * value) / top;
    const x = (index: number): number => SIDE + ((100 - 2 * SIDE) * index) / (points.length - 1);
    return html`<figure>
      <figcaption class="small muted">
        ${title}: from 0 to ${formatAmount(top, unit)}, a mark for each run, oldest at the left
      </figcaption>
      <svg class="trend" role="img" aria-label=${describe(trend)}>
        <line class="ground" x1="0" x2="100%" y1=${y(0)} y2=${y(0)} />
        ${points.map((point, index) => mark(point, x(index), y))}
      </svg>
    </figure>`;
  }
}

function mark({ value, change, isOtherSoftware }: TrendPoint, x: number, y: (v: number) => number) {
  const at = `${x}%`;
  const [low, middle, high] = [value.low, value.median, value.high].map(y);
  return svg`${
    isOtherSoftware
      ? svg`<line class="software" x1=${at} x2=${at} y1="0" y2=${HEIGHT - MARGIN} />`
      : nothing
  }
    <line class="interval" x1=${at} x2=${at} y1=${low} y2=${high} />
    <circle class=${`dot ${change ?? ''}`} cx=${at} cy=${middle} r="4.5" />
    ${
      change === 'better' || change === 'worse'
        ? svg`<text class=${change} x=${at} y=${HEIGHT - 3} text-anchor="middle">${
            change === 'better' ? '▲' : '▼'
          }</text>`
        : nothing
    }`;
}

function describe({ title, points }: Trend): string {
  const count = (change: TrendPoint['change']) =>
    points.filter((point) => point.change === change).length;
  return `${title} of ${points.length} runs; ${count('better')} faster and ${count('worse')} slower than the run before by more than the noise. The list holds the figures.`;
}

customElements.define('fs-device-trend', DeviceTrend);
