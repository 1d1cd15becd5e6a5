// Merit against cost: the reference as a diamond, what nothing beats as full points, what another beats dimmed. The
// table beside it holds the same figures.
import { html, nothing, svg } from 'lit';
import { ChartElement, type DrawContext } from './chart-element.ts';
import type { ParetoPoint } from './pareto-front.ts';
import type { ParetoPicture } from './pareto-picture.ts';

export type { ParetoPicture } from './pareto-picture.ts';

export class ParetoChart extends ChartElement {
  static override properties = { picture: { attribute: false } };

  declare picture: ParetoPicture | undefined;

  protected override get subject(): unknown {
    return this.picture;
  }

  protected get description(): string {
    const { picture } = this;
    if (picture === undefined) return '';
    const { name, points, x, y } = picture;
    const front = points.filter(({ dominated }) => dominated !== true);
    const told = front
      .slice(0, 6)
      .map((point) => `${point.label} (${x.format(point.x)}, ${y.format(point.y)})`);
    return `${name}. Of ${points.length} points ${front.length} are beaten by none: ${told.join('; ')}. The table holds the same figures.`;
  }

  protected async draw(context: DrawContext) {
    const { picture } = this;
    if (picture === undefined || picture.points.length === 0) return undefined;
    const { drawPareto } = await import('./draw-pareto.ts');
    return drawPareto(picture, context);
  }

  override render() {
    const { picture } = this;
    if (picture === undefined || picture.points.length === 0) return nothing;
    const { predicted, reference, points } = picture;
    const fill = predicted ? 'none' : 'currentColor';
    const has = (test: (point: ParetoPoint) => boolean) => points.some(test);
    return html`
      <ul class="legend" aria-label="Legend">
        ${
          has((point) => point.reference === true)
            ? legend(reference, svg`<path d="M8 2 L14 8 L8 14 L2 8 Z" fill="var(--ink)"/>`)
            : nothing
        }
        ${legend(
          'beaten by none in both',
          svg`<circle cx="8" cy="8" r="5" fill=${fill} color="var(--series-f32)" stroke="var(--series-f32)" stroke-width="2"/>`,
        )}
        ${
          has(({ dominated }) => dominated === true)
            ? legend(
                'another is at least as good and costs no more',
                svg`<circle cx="8" cy="8" r="4" fill=${fill} color="var(--chart-text)" stroke="var(--chart-text)" opacity="0.5"/>`,
              )
            : nothing
        }
        ${
          has(({ yLow, xLow }) => yLow !== undefined || xLow !== undefined)
            ? html`<li>bars: 95 % intervals</li>`
            : nothing
        }
        ${predicted ? html`<li>outlined: predicted from measured kernels</li>` : nothing}
      </ul>
      <figure data-testid="pareto-chart" data-points=${points.length}>${this.canvas()}</figure>
    `;
  }
}

function legend(text: string, picture: ReturnType<typeof svg>) {
  return html`<li><svg viewBox="0 0 16 16" aria-hidden="true">${picture}</svg> ${text}</li>`;
}

customElements.define('fs-pareto-chart', ParetoChart);
