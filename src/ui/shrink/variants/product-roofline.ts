// The largest layer under the measured ceilings of the device: its dense product and each variant's, outlined, as they
// are predicted from measured kernels.
import { html, nothing } from 'lit';
import { rateUnit } from '../../../results/headline.ts';
import { type Roofline, roofline } from '../../../results/roofline.ts';
import { formatAmount, formatRate, formatScientific } from '../../../shared/format.ts';
import { ChartElement, type DrawContext } from '../../charts/chart-element.ts';
import type { ProductPicture } from './product-point.ts';

export class ProductRooflineChart extends ChartElement {
  static override properties = { picture: { attribute: false } };

  declare picture: ProductPicture | undefined;

  protected override get subject(): unknown {
    return this.picture;
  }

  protected get description(): string {
    const { picture } = this;
    if (picture === undefined) return '';
    const { ceilings, bandwidth } = roofsOf(picture);
    const lines = ceilings.map(
      ({ precision, rate }) => `${formatRate(rate, rateUnit(precision))} in ${precision}`,
    );
    const slope = bandwidth === undefined ? '' : ` and ${formatRate(bandwidth, 'B/s')} of memory`;
    return `Roofline on logarithmic axes: the ceilings are ${lines.join(', ')}${slope}; ${picture.points.length} products of one layer. The table below holds the same figures.`;
  }

  protected async draw(context: DrawContext) {
    const { picture } = this;
    if (picture === undefined || picture.points.length === 0) return undefined;
    const { drawProducts } = await import('./draw-products.ts');
    return drawProducts(roofsOf(picture), picture.points, context);
  }

  override render() {
    const { picture } = this;
    if (picture === undefined || picture.points.length === 0) return nothing;
    return html`
      <ul class="legend" aria-label="Legend">
        <li>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 2 L14 8 L8 14 L2 8 Z" fill="var(--ink)" />
          </svg>
          dense
        </li>
        <li>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <circle cx="8" cy="8" r="5" fill="none" stroke="var(--series-f32)" stroke-width="2" />
          </svg>
          as a variant runs it; predicted from measured kernels
        </li>
        <li>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M1 14 L10 4 H16" fill="none" stroke="var(--ink-muted)" stroke-width="1.5" />
          </svg>
          measured ceiling
        </li>
      </ul>
      <figure data-testid="product-roofline">${this.canvas()}</figure>
      <details>
        <summary class="small">The same as a table</summary>
        <div class="table-frame" role="region" aria-label="Products of one layer" tabindex="0">
          <table>
            <thead>
              <tr>
                <th scope="col">Variant</th>
                <th scope="col">Product</th>
                <th scope="col" class="number">FLOP per byte</th>
                <th scope="col" class="number">Rate</th>
                <th scope="col" class="number">Time</th>
              </tr>
            </thead>
            <tbody>
              ${picture.points.map(
                ({ name, product }) =>
                  html`<tr>
                    <th scope="row">${name}</th>
                    <td>${product.problem}<small>${product.layer}</small></td>
                    <td class="number">${formatScientific(product.flops / product.bytes)}</td>
                    <td class="number">
                      ${formatAmount(product.flops / product.seconds, 'FLOP/s')}
                    </td>
                    <td class="number">${formatAmount(product.seconds, 's')}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </details>
    `;
  }
}

/** int8 products reach beyond what f32 arithmetic does. */
function roofsOf({ figures }: ProductPicture): Roofline {
  const { bandwidth, ceilings } = roofline(figures);
  return {
    bandwidth,
    ceilings: ceilings.filter(({ precision }) => precision === 'f32' || precision === 'i8'),
    points: [],
  };
}

customElements.define('fs-product-roofline', ProductRooflineChart);
