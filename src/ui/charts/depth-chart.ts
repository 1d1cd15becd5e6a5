// FLOPs and bytes over the depth of a model, one above the other on a common axis. The table of layers holds the
// same figures.
import { html, nothing } from 'lit';
import type { LayerCount } from '../../models/count.ts';
import { formatAmount } from '../../shared/format.ts';
import { depthColumns } from '../model/depth-columns.ts';
import { ChartElement, type DrawContext } from './chart-element.ts';

/** Columns that can still be told apart, on a wide and on a narrow chart. */
const MOST_COLUMNS = 180;
const MOST_COLUMNS_NARROW = 70;

export class DepthChart extends ChartElement {
  static override properties = { layers: { attribute: false }, summed: { state: true } };

  declare layers: readonly LayerCount[];
  /** Whether a column of what is drawn stands for several layers. */
  declare summed: boolean;

  constructor() {
    super();
    this.layers = [];
    this.summed = false;
  }

  protected get description(): string {
    const largest = (key: 'flops' | 'bytes'): LayerCount | undefined =>
      this.layers.reduce<LayerCount | undefined>(
        (most, layer) => (layer[key] > (most?.[key] ?? -1) ? layer : most),
        undefined,
      );
    const [flops, bytes] = [largest('flops'), largest('bytes')];
    return `Bars of the FLOPs and of the bytes of ${this.layers.length} layers, in the order of the model. Most FLOPs: ${flops?.name ?? 'none'} with ${formatAmount(flops?.flops ?? 0, 'FLOP')}; most bytes: ${bytes?.name ?? 'none'} with ${formatAmount(bytes?.bytes ?? 0, 'B')}. The table of layers holds the same figures.`;
  }

  protected async draw(context: DrawContext) {
    if (this.layers.length === 0) return undefined;
    const columns = depthColumns(this.layers, context.narrow ? MOST_COLUMNS_NARROW : MOST_COLUMNS);
    this.summed = columns.length < this.layers.length;
    const { drawDepth } = await import('./draw-depth.ts');
    return drawDepth(columns, context);
  }

  override render() {
    if (this.layers.length === 0) return nothing;
    return html`
      <ul class="legend" aria-label="Legend">
        <li>${swatch('var(--series-f32)')} FLOPs</li>
        <li>${swatch('var(--series-memory)')} bytes moved</li>
        <li>outlined: counted, not measured</li>
        ${this.summed ? html`<li>each column sums up neighbouring layers</li>` : nothing}
      </ul>
      <figure>${this.canvas()}</figure>
    `;
  }
}

function swatch(colour: string) {
  return html`<svg viewBox="0 0 16 16" aria-hidden="true">
    <rect
      x="2"
      y="2"
      width="12"
      height="12"
      fill=${colour}
      fill-opacity="0.25"
      stroke=${colour}
      stroke-width="1.5"
    />
  </svg>`;
}

customElements.define('fs-depth-chart', DepthChart);
