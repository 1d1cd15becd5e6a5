// Ratios with their intervals on one logarithmic scale, a row for each figure and device. The table holds the figures.
import { html, LitElement, nothing, svg } from 'lit';
import { printRatio } from '../../results/compare/print-ratio.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { seriesStyles } from '../styles/series.styles.ts';
import { deviceColour } from './device-colour.ts';
import { ratioPictureStyles } from './ratio-picture.styles.ts';
import type { RatioMark, RatioRow } from '../../results/compare/ratio-rows.ts';

/** Both ends of the scale keep this far from the frame, so that no end of an interval is cut. */
const MARGIN_PERCENT = 2;

/** The scale reaches at least this far to either side of 1, or a difference of 2 % would look like one of 2×. */
const LEAST_REACH = 1.25;

type Place = (ratio: number) => number;

export class RatioPicture extends LitElement {
  static override styles = [baseStyles, seriesStyles, ratioPictureStyles];
  static override properties = {
    rows: { attribute: false },
    reference: { attribute: false },
  };

  declare rows: readonly RatioRow[];
  /** Its name. */
  declare reference: string;

  constructor() {
    super();
    this.rows = [];
    this.reference = '';
  }

  override render() {
    const { rows } = this;
    if (rows.length === 0) return nothing;
    const place = scaleOf(rows);
    return html`
      <ul class="legend" aria-label="Legend">
        <li>
          <svg viewBox="0 0 24 10" aria-hidden="true">
            <line class="interval" x1="1" x2="23" y1="5" y2="5" />
            <circle class="dot" cx="12" cy="5" r="4" />
          </svg>
          measured, with its 95 % interval
        </li>
        <li>upright line: as fast as “${this.reference}”; further right is faster</li>
        ${
          rows.some(({ marks }) => marks.some(({ flagged }) => flagged))
            ? html`<li class="refused">dashed: not comparable</li>`
            : nothing
        }
      </ul>
      <ul class="rows" data-testid="ratio-picture">
        ${rows.map(
          ({ label, marks }) =>
            html`<li>
              <p class="label">${label}</p>
              <ul>
                ${marks.map((mark) => markRow(mark, place))}
              </ul>
            </li>`,
        )}
      </ul>
    `;
  }
}

function scaleOf(rows: readonly RatioRow[]): Place {
  const all = rows.flatMap(({ marks }) => marks.flatMap(({ ratio }) => [ratio.low, ratio.high]));
  const low = Math.log(Math.min(1 / LEAST_REACH, ...all));
  const high = Math.log(Math.max(LEAST_REACH, ...all));
  const width = 100 - 2 * MARGIN_PERCENT;
  return (ratio) => MARGIN_PERCENT + (width * (Math.log(ratio) - low)) / (high - low);
}

function markRow({ device, name, ratio, flagged }: RatioMark, place: Place) {
  const { value, range } = printRatio(ratio);
  const [from, middle, to, one] = [ratio.low, ratio.median, ratio.high, 1].map(place);
  return html`<li class="${deviceColour(device)} ${flagged ? 'refused' : ''}">
    <p class="name">${name}</p>
    <svg class="scale" aria-hidden="true">
      <line class="even" x1="${one}%" x2="${one}%" y1="0" y2="24" />
      ${svg`<line class="interval" x1="${from}%" x2="${to}%" y1="12" y2="12" />
      <line class="interval" x1="${from}%" x2="${from}%" y1="8" y2="16" />
      <line class="interval" x1="${to}%" x2="${to}%" y1="8" y2="16" />
      <circle class="dot" cx="${middle}%" cy="12" r="5" />`}
    </svg>
    <p class="figures">
      <b>${value}</b> <small>${range}</small>
      ${flagged ? html`<small class="flag">not comparable</small>` : nothing}
    </p>
  </li>`;
}

customElements.define('fs-ratio-picture', RatioPicture);
