// The layers of a model under the measured ceilings of a device: outlined, because where they stand is
// computed and not measured. The larger a point, the more of the model's arithmetic it stands for.
import { html, nothing } from 'lit';
import { type Figures, rateUnit } from '../../results/headline.ts';
import { roofline } from '../../results/roofline.ts';
import { formatRate } from '../../shared/format.ts';
import type { LayerPoint } from '../model/layer-roofline.ts';
import { ChartElement, type DrawContext } from './chart-element.ts';
import { layerMark, marks } from './marks.ts';

export class LayerRooflineChart extends ChartElement {
  static override properties = { points: { attribute: false }, figures: { attribute: false } };

  declare points: readonly LayerPoint[];
  /** Of the device whose ceilings are drawn. */
  declare figures: Figures | undefined;

  constructor() {
    super();
    this.points = [];
  }

  /** The layers are counted in f32. */
  get #roofs() {
    const { bandwidth, ceilings } = roofline(this.figures ?? { ceilings: [], measurements: [] });
    return {
      bandwidth,
      ceilings: ceilings.filter(({ precision }) => precision === 'f32'),
      points: [],
    };
  }

  protected get description(): string {
    const { ceilings, bandwidth } = this.#roofs;
    const { points } = this;
    const memory = points.filter(({ limitedBy }) => limitedBy === 'memory').length;
    const lines = ceilings.map(
      ({ precision, rate }) => `${formatRate(rate, rateUnit(precision))} in ${precision}`,
    );
    const slope = bandwidth === undefined ? '' : ` and ${formatRate(bandwidth, 'B/s')} of memory`;
    return `Roofline on logarithmic axes: the ceilings are ${lines.join(', ')}${slope}. Of ${points.length} kinds of layers ${memory} stand under the slope of the memory, the others under the arithmetic. The table of layers holds the intensity of each.`;
  }

  protected async draw(context: DrawContext) {
    if (this.points.length === 0) return undefined;
    const { drawLayerRoofline } = await import('./draw-layer-roofline.ts');
    return drawLayerRoofline(this.#roofs, this.points, context);
  }

  override render() {
    const { points } = this;
    if (points.length === 0) return nothing;
    const present = new Set(points.map(({ operator }) => layerMark(operator)));
    return html`
      <ul class="legend" aria-label="Legend">
        ${[...present].map((mark) => {
          const { name, picture } = marks[mark];
          return html`<li>
            <svg viewBox="0 0 16 16" aria-hidden="true">${picture}</svg>
            ${mark === 'rectRot' ? 'other layers' : name}
          </li>`;
        })}
        <li>outlined: predicted; larger: more of the FLOPs</li>
        <li>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M1 14 L10 4 H16" fill="none" stroke="var(--ink-muted)" stroke-width="1.5" />
          </svg>
          measured ceiling
        </li>
      </ul>
      <figure>${this.canvas()}</figure>
    `;
  }
}

customElements.define('fs-layer-roofline', LayerRooflineChart);
