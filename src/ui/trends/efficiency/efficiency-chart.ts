// The efficiency ruler as a chart: what AlexNet's accuracy took year by year, the line through the frontier with its
// band, and what else grows; or how long each of those trainings takes on this device. The same in a table.
import { html, nothing } from 'lit';
import { printDuration } from '../../../estimate/shrink/print-amount.ts';
import type { Range } from '../../../estimate/training-estimate.ts';
import type { EfficiencyRuler } from '../../../trends/efficiency/efficiency-ruler.ts';
import type { OwnPoint, PointOnDevice } from '../../../trends/efficiency/on-device.ts';
import { ChartElement, type DrawContext } from '../../charts/chart-element.ts';
import { trendsStyles } from '../trends.styles.ts';
import { efficiencyPicture, type EfficiencyPicture, type Reading } from './efficiency-picture.ts';
import { efficiencyTable } from './efficiency-table.ts';

const readings: Readonly<Record<Reading, string>> = {
  compute: 'Compute',
  time: 'Time on this device',
};

export class EfficiencyChart extends ChartElement {
  static override styles = [...ChartElement.styles, trendsStyles];
  static override properties = {
    ruler: { attribute: false },
    onDevice: { attribute: false },
    own: { attribute: false },
    ownSeconds: { attribute: false },
    reading: { state: true },
  };

  declare ruler: EfficiencyRuler | undefined;
  declare onDevice: readonly PointOnDevice[];
  declare own: OwnPoint | null;
  declare ownSeconds: Range | null;
  declare reading: Reading;
  #picture: EfficiencyPicture | undefined;

  constructor() {
    super();
    this.onDevice = [];
    this.own = null;
    this.ownSeconds = null;
    this.reading = 'compute';
  }

  override willUpdate(): void {
    const { ruler, onDevice, own, ownSeconds } = this;
    const reading = onDevice.length === 0 ? 'compute' : this.reading;
    this.#picture =
      ruler === undefined
        ? undefined
        : efficiencyPicture({ ruler, onDevice, own, ownSeconds, reading });
  }

  protected override get subject(): unknown {
    return this.#picture;
  }

  protected get description(): string {
    const { onDevice, ruler } = this;
    if (this.#picture?.reading === 'time') {
      const told = onDevice.map(({ name, seconds }) => `${name} ${printDuration(seconds)}`);
      return `Training time on this device to AlexNet’s accuracy, on a logarithmic axis: ${told.join(', ')}. The table below holds the figures.`;
    }
    const last = ruler?.series.printed.at(-1);
    return `Compute to reach AlexNet’s accuracy over the years, on a logarithmic axis: ${ruler?.series.printed.length ?? 0} points falling ${last === undefined ? '' : `${last.factor.toFixed(1)}-fold `}along a line with its 95 % band, beside Moore’s law, DNA sequencing, solar energy and the compute of the largest training runs. The table below holds the figures.`;
  }

  protected async draw(context: DrawContext) {
    const picture = this.#picture;
    if (picture === undefined) return undefined;
    const { drawEfficiency } = await import('./draw-efficiency.ts');
    return drawEfficiency(picture, context);
  }

  override render() {
    const { ruler, onDevice, own, ownSeconds } = this;
    if (ruler === undefined) return nothing;
    return html`
      ${onDevice.length === 0 ? nothing : this.#choice()}
      ${this.#picture?.reading === 'time' ? timeLegend(this.ownSeconds !== null) : computeLegend(own !== null)}
      <figure data-testid="efficiency-chart">${this.canvas()}</figure>
      <details data-testid="efficiency-table">
        <summary class="small">The same as a table</summary>
        ${efficiencyTable(ruler, onDevice, own, ownSeconds)}
      </details>
    `;
  }

  #choice() {
    return html`<fieldset class="choice screen-only">
      <legend class="visually-hidden">What the chart shows</legend>
      ${Object.entries(readings).map(
        ([reading, name]) =>
          html`<label
            ><input
              type="radio"
              name="reading"
              value=${reading}
              data-testid="reading-${reading}"
              .checked=${reading === this.reading}
              @change=${() => {
                this.reading = reading === 'time' ? 'time' : 'compute';
              }}
            />
            ${name}</label
          >`,
      )}
    </fieldset>`;
  }
}

function computeLegend(hasOwn: boolean) {
  return html`<ul class="legend" aria-label="Legend">
    <li>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="5" fill="none" stroke="var(--series-f32)" stroke-width="2.5" />
      </svg>
      cited, needs less than all before
    </li>
    <li>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <rect y="3" width="16" height="10" fill="var(--series-f32)" opacity="0.2" />
        <path d="M0 8 H16" stroke="var(--series-f32)" stroke-width="2" />
      </svg>
      fitted here, band: 95 % interval
    </li>
    <li>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M0 8 H16" stroke="var(--chart-text)" stroke-dasharray="4 3" opacity="0.6" />
      </svg>
      if it fell as fast as this grows; months to double
    </li>
    ${hasOwn ? ownLegend() : nothing}
  </ul>`;
}

function ownLegend() {
  return html`<li>
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 2 L14 8 L8 14 L2 8 Z" fill="var(--series-i8)" />
    </svg>
    your run
  </li>`;
}

function timeLegend(hasOwn: boolean) {
  return html`<ul class="legend" aria-label="Legend">
    <li>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M8 0 V16" stroke="var(--series-f32)" stroke-width="1.5" />
        <circle cx="8" cy="8" r="4" fill="var(--surface)" stroke="var(--series-f32)" />
      </svg>
      predicted from this device’s measurement, bar: interval
    </li>
    ${hasOwn ? ownLegend() : nothing}
  </ul>`;
}

customElements.define('fs-efficiency-chart', EfficiencyChart);
