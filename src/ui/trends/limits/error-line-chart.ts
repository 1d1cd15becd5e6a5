// Points of error against compute with the line through them, its band, and where the line reaches the target.
import { html, nothing } from 'lit';
import type { LineFit } from '../../../trends/fit/fit-line.ts';
import { ChartElement, type DrawContext } from '../../charts/chart-element.ts';
import { formatLog10 } from '../../../shared/format-log10.ts';
import { formatCount } from '../../../shared/format.ts';
import { originCell } from '../efficiency/efficiency-table.ts';
import { legendEntry, type LegendMark } from '../legend-entry.ts';
import '../long-table.ts';
import type { LongTableContent } from '../long-table.ts';
import type { ErrorPicture } from './error-picture.ts';
import { linePicture, type LinePoint, MOST_DOTS } from './line-picture.ts';
import { printError } from './print-power.ts';

const LINE_COLOUR = 'f32';
const POINT: LegendMark = { colour: LINE_COLOUR };

export class ErrorLineChart extends ChartElement {
  static override properties = {
    points: { attribute: false },
    fit: { attribute: false },
    target: { attribute: false },
    name: { attribute: false },
    across: { attribute: false },
  };

  declare points: readonly LinePoint[];
  declare fit: LineFit | undefined;
  /** In per cent. */
  declare target: number;
  /** What the points are: "weights of torchvision". */
  declare name: string;
  /** Title of the axis of compute. */
  declare across: ErrorPicture['title'];
  #picture: ErrorPicture | undefined;
  #content: LongTableContent | undefined;

  constructor() {
    super();
    this.points = [];
    this.target = NaN;
    this.name = 'points';
    this.across = { wide: 'Compute, FLOP (1 MAC = 2 FLOP)', narrow: 'FLOP (1 MAC = 2 FLOP)' };
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const { points, fit, target, name, across } = this;
    if (changed.has('points')) this.#content = contentOf(points, name);
    this.#picture =
      fit === undefined || points.length === 0
        ? undefined
        : linePicture({ points, fit, target, colour: LINE_COLOUR, title: across });
  }

  protected override get subject(): unknown {
    return this.#picture;
  }

  protected get description(): string {
    const { points, fit, name, target } = this;
    const line =
      fit === undefined || fit.kind === 'none'
        ? 'without a line'
        : `with the line through them${fit.kind === 'regression' ? ' and its 95 % band' : ''}`;
    const aim = !this.#hasTarget ? '' : ` The target of ${printError(target)} is marked.`;
    return `Error against compute, both on logarithmic axes: ${formatCount(points.length)} ${name} ${line}.${aim} The table below holds the figures.`;
  }

  protected async draw(context: DrawContext) {
    const picture = this.#picture;
    if (picture === undefined) return undefined;
    const { drawErrors } = await import('./draw-errors.ts');
    return drawErrors(picture, context);
  }

  override render() {
    const { points, fit } = this;
    if (points.length === 0) return nothing;
    return html`
      ${this.#legend(fit)}
      <figure>${this.canvas()}</figure>
      ${
        fit !== undefined && fit.kind !== 'none' && !this.#hasTarget
          ? html`<p class="small muted">
              The target of ${printError(this.target)} lies outside this picture.
            </p>`
          : nothing
      }
      ${
        points.length > MOST_DOTS
          ? html`<p class="small muted">
              ${formatCount(MOST_DOTS)} of the ${formatCount(points.length)} points are drawn,
              evenly by their compute, and the first ${formatCount(MOST_DOTS)} stand in the table.
              The line goes through all of them.
            </p>`
          : nothing
      }
      <fs-long-table data-testid="points-table" .content=${this.#content}></fs-long-table>
    `;
  }

  get #hasTarget(): boolean {
    return (this.#picture?.target ?? null) !== null;
  }

  #legend(fit: LineFit | undefined) {
    return html`<ul class="legend" aria-label="Legend">
      ${legendEntry(this.name, POINT)} ${fit === undefined ? nothing : lineEntry(fit)}
      ${
        this.#hasTarget
          ? legendEntry('the line at the target', {
              colour: LINE_COLOUR,
              shape: 'rectRot',
              filled: true,
            })
          : nothing
      }
    </ul>`;
  }
}

function lineEntry({ kind }: LineFit) {
  switch (kind) {
    case 'none':
      return nothing;
    case 'two-points':
      return legendEntry('through both points', 'fit');
    case 'regression':
      return legendEntry('fitted here, band: 95 % interval of the line', 'fit');
  }
}

function contentOf(points: readonly LinePoint[], name: string): LongTableContent {
  return {
    label: `Error against compute: ${name}`,
    head: html`<th scope="col">Point</th>
      <th scope="col" class="number">FLOP</th>
      <th scope="col" class="number">Error</th>
      <th scope="col">Source</th>`,
    rows: points.slice(0, MOST_DOTS).map(
      ({ label, flop, errorPercent, origin }) =>
        () =>
          html`<tr>
            <th scope="row">${label}</th>
            <td class="number">${formatLog10(Math.log10(flop))}</td>
            <td class="number">${printError(errorPercent)}</td>
            ${originCell(origin)}
          </tr>`,
    ),
  };
}

customElements.define('fs-error-line-chart', ErrorLineChart);
