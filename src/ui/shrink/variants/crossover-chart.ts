// From which sparsity on pruning pays on this device: the speed-up of the largest layer over the share of its weights
// that is zero, single ones and blocks, with the line at 1 and where it is crossed.
import { html, nothing, svg } from 'lit';
import type { Crossover } from '../../../estimate/shrink/crossover.ts';
import { formatShare } from '../../../shared/format.ts';
import { ChartElement, type DrawContext } from '../../charts/chart-element.ts';
import { crossoverChartStyles } from './crossover-chart.styles.ts';
import { FORMAT_COLOURS, FORMAT_NAMES } from './crossover-formats.ts';
import { timesParts } from './print-comparison.ts';

export class CrossoverChart extends ChartElement {
  static override styles = [...ChartElement.styles, crossoverChartStyles];
  static override properties = { crossovers: { attribute: false } };

  declare crossovers: readonly Crossover[] | undefined;

  protected override get subject(): unknown {
    return this.crossovers;
  }

  protected get description(): string {
    const told = (this.crossovers ?? []).map(
      (crossover) => `${FORMAT_NAMES[crossover.format]} ${crossingSentence(crossover)}`,
    );
    return `Speed-up of a pruned layer over its sparsity, on a logarithmic axis. ${told.join(' ')} The table below holds the same figures.`;
  }

  protected async draw(context: DrawContext) {
    const { crossovers } = this;
    if (crossovers === undefined || crossovers.length === 0) return undefined;
    const { drawCrossovers } = await import('./draw-crossovers.ts');
    return drawCrossovers(crossovers, context);
  }

  override render() {
    const { crossovers } = this;
    if (crossovers === undefined || crossovers.length === 0) return nothing;
    return html`
      <ul class="legend" aria-label="Legend">
        ${crossovers.map(({ format }) => {
          const colour = `var(--series-${FORMAT_COLOURS[format]})`;
          return html`<li>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <rect y="3" width="16" height="10" fill=${colour} opacity="0.2" />
              ${svg`<path d="M0 8 H16" stroke=${colour} stroke-width="2" stroke-dasharray=${format === 'csr' ? 'none' : '5 3'} />`}
            </svg>
            ${FORMAT_NAMES[format].toLowerCase()}
          </li>`;
        })}
        <li>band: 95 % interval; predicted from measured kernels</li>
      </ul>
      <ul class="crossings" data-testid="crossings">
        ${crossovers.map(
          (crossover) =>
            html`<li><b>${FORMAT_NAMES[crossover.format]}</b> ${crossingSentence(crossover)}</li>`,
        )}
      </ul>
      <figure data-testid="crossover-chart">${this.canvas()}</figure>
      <details>
        <summary class="small">The same as a table</summary>
        ${this.#table(crossovers)}
      </details>
    `;
  }

  #table(crossovers: readonly Crossover[]) {
    const [first] = crossovers;
    return html`<div
      class="table-frame"
      role="region"
      aria-label="Speed-up over sparsity"
      tabindex="0"
    >
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">Zeros</th>
            ${crossovers.map(
              ({ format }) =>
                html`<th scope="col" class="number">${FORMAT_NAMES[format]}</th>
                  <th scope="col" class="number">95 % interval</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${first?.curve.map(
            ({ sparsity }, index) =>
              html`<tr>
                <th scope="row" class="number">${formatShare(sparsity)}</th>
                ${crossovers.map(({ curve }) => {
                  const point = curve[index];
                  const parts = point && timesParts(point.speedup);
                  return html`<td class="number">${parts?.value ?? '–'}</td>
                    <td class="number">${parts?.range ?? ''}</td>`;
                })}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

/** "pay from 84 % zeros on (80 %–88 %)." */
function crossingSentence({ sparsity: { value, low, high } }: Crossover): string {
  if (value === null) {
    return low === null
      ? 'are slower than dense ones here, however few are kept.'
      : `are slower than dense ones here, however few are kept; at best they pay from ${formatShare(low)} zeros on.`;
  }
  if (value === 0) return 'are faster than dense ones here, even when none is left out.';
  const range =
    high === null
      ? `${formatShare(low ?? 0)} at best, never at worst`
      : `${formatShare(low ?? 0)}–${formatShare(high)}`;
  return `pay from ${formatShare(value)} zeros on (${range}).`;
}

customElements.define('fs-crossover-chart', CrossoverChart);
