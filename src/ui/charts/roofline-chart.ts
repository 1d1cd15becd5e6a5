// The roofline: this device's measured ceilings as lines, every kernel as a point with its interval, and
// the same in a table.
import { html, nothing } from 'lit';
import { type Figures, rateUnit } from '../../results/headline.ts';
import { ridge, roofline, type Roofline, type RooflinePoint } from '../../results/roofline.ts';
import { formatAmount, formatInterval, formatRate, formatScientific } from '../../shared/format.ts';
import { ChartElement, type DrawContext } from './chart-element.ts';
import { familyMark, marks } from './marks.ts';

export class RooflineChart extends ChartElement {
  static override properties = { figures: { attribute: false } };

  declare figures: Figures | undefined;

  get #roofline(): Roofline {
    return roofline(this.figures ?? { ceilings: [], measurements: [] });
  }

  protected get description(): string {
    const { ceilings, points, bandwidth } = this.#roofline;
    const lines = ceilings.map(
      ({ precision, rate }) => `${formatRate(rate, rateUnit(precision))} in ${precision}`,
    );
    const memory =
      bandwidth === undefined ? '' : ` and a memory ceiling of ${formatRate(bandwidth, 'B/s')}`;
    return `Roofline on logarithmic axes: rate against operations per byte. Ceilings of ${lines.join(', ')}${memory}; ${points.length} kernels. The table below holds the same figures.`;
  }

  protected async draw({ canvas, palette, narrow }: DrawContext) {
    const chart = this.#roofline;
    if (chart.points.length === 0 && chart.ceilings.length === 0) return undefined;
    const { drawRoofline } = await import('./draw-roofline.ts');
    return drawRoofline(canvas, chart, { palette, narrow });
  }

  override render() {
    const chart = this.#roofline;
    const families = [...new Set(chart.points.map(({ family }) => family))];
    const precisions = [...new Set(chart.points.map(({ precision }) => precision))];
    return html`
      <ul class="legend" aria-label="Legend">
        ${precisions.map(
          (precision) =>
            html`<li>
              <svg viewBox="0 0 16 16" aria-hidden="true">
                <rect x="2" y="2" width="12" height="12" fill="var(--series-${precision})" />
              </svg>
              ${precision}
            </li>`,
        )}
        ${families.map((family) => {
          const { name, picture } = marks[familyMark(family)];
          return html`<li>
            <svg viewBox="0 0 16 16" aria-hidden="true">${picture}</svg>
            ${name}
          </li>`;
        })}
        ${
          chart.bandwidth === undefined
            ? nothing
            : html`<li>
                <svg viewBox="0 0 16 16" aria-hidden="true">
                  <path
                    d="M1 14 L10 4 H16"
                    fill="none"
                    stroke="var(--ink-muted)"
                    stroke-width="1.5"
                  />
                </svg>
                measured ceiling
              </li>`
        }
      </ul>
      <figure>${this.canvas()}</figure>
      <details data-testid="roofline-table">
        <summary class="small">The same as a table</summary>
        ${this.#table(chart)}
      </details>
    `;
  }

  #table(chart: Roofline) {
    return html`<div
      class="table-frame"
      role="region"
      aria-label="Roofline as a table"
      tabindex="0"
    >
      <table>
        <thead>
          <tr>
            <th scope="col">Kernel</th>
            <th scope="col">Problem</th>
            <th scope="col" class="number">FLOP per byte</th>
            <th scope="col" class="number">Rate</th>
            <th scope="col" class="number">95 % interval</th>
            <th scope="col" class="number">Roof there</th>
          </tr>
        </thead>
        <tbody>
          ${chart.ceilings.map(({ precision, rate }) => {
            const corner = ridge(chart, precision);
            return html`<tr>
              <th scope="row">Arithmetic ceiling, ${precision}</th>
              <td></td>
              <td class="number">${corner === undefined ? '' : `≥ ${formatScientific(corner)}`}</td>
              <td class="number">${formatRate(rate, rateUnit(precision))}</td>
              <td></td>
              <td></td>
            </tr>`;
          })}
          ${chart.points.map((point) => row(chart, point))}
        </tbody>
      </table>
    </div>`;
  }
}

function row(chart: Roofline, point: RooflinePoint) {
  const { label, problem, precision, intensity, rate } = point;
  const { range, unit } = formatInterval(rate, rateUnit(precision));
  const ceiling = chart.ceilings.find((candidate) => candidate.precision === precision);
  const roof =
    ceiling === undefined || chart.bandwidth === undefined
      ? undefined
      : Math.min(ceiling.rate.median, intensity * chart.bandwidth.median);
  return html`<tr>
    <th scope="row">${label}, ${precision}</th>
    <td>${problem}</td>
    <td class="number">${formatScientific(intensity)}</td>
    <td class="number">${formatRate(rate, rateUnit(precision))}</td>
    <td class="number">${range === '' ? '' : `${range} ${unit}`}</td>
    <td class="number">${roof === undefined ? '' : formatAmount(roof, rateUnit(precision))}</td>
  </tr>`;
}

customElements.define('fs-roofline', RooflineChart);
