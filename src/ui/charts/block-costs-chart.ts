// What a training step spends its time on: the dearest blocks as bars, and as a table beside them.
import { boundColours } from './bound-colours.ts';
import { html, nothing } from 'lit';
import type { LayerEstimate } from '../../estimate/training-estimate.ts';
import { formatAmount, formatInterval, formatShare } from '../../shared/format.ts';
import {
  type BlockCost,
  blockCosts,
  boundNames,
  bounds,
  dearest,
  type Grouping,
  mainBound,
} from '../train/block-costs.ts';
import { ChartElement, type DrawContext } from './chart-element.ts';

/** More bars than these are a wall, not a picture. */
const SHOWN_BLOCKS = 16;

const groupings: Readonly<Record<Grouping, string>> = { block: 'Block', operator: 'Operator' };

export class BlockCostsChart extends ChartElement {
  static override properties = {
    layers: { attribute: false },
    grouping: { state: true },
    listed: { state: true },
  };

  declare layers: readonly LayerEstimate[];
  declare grouping: Grouping;
  /** Whether the list of all layers is open: hundreds of rows, which nobody sees as long as it is not. */
  declare listed: boolean;
  #costs: readonly BlockCost[] = [];

  constructor() {
    super();
    this.layers = [];
    this.grouping = 'block';
    this.listed = false;
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('layers') || changed.has('grouping')) {
      const costs = dearest(blockCosts(this.layers, this.grouping), SHOWN_BLOCKS);
      // Much of a recipe changes the run and not its steps.
      if (!sameCosts(costs, this.#costs)) this.#costs = costs;
    }
  }

  protected override get subject(): unknown {
    return this.#costs;
  }

  protected get description(): string {
    const parts = this.#costs
      .slice(0, 3)
      .map(({ block, share }) => `${block} with ${formatShare(share)}`);
    return `Bars of the time of one training step by ${this.grouping}; most go to ${parts.join(', ')}. The table below holds the same figures.`;
  }

  protected async draw(context: DrawContext) {
    if (this.layers.length === 0) return undefined;
    const { drawBlockCosts } = await import('./draw-block-costs.ts');
    // All others together are no block: beside the blocks, their bar would only be misread.
    return drawBlockCosts(
      this.#costs.filter(({ others }) => !others),
      context,
    );
  }

  override render() {
    const costs = this.#costs;
    const shape = costs.length > 9 ? 'tall' : '';
    return html`
      ${this.#choice()}
      <ul class="legend" aria-label="Legend">
        ${bounds
          .filter((bound) => costs.some(({ byBound }) => byBound[bound] > 0))
          .map(
            (bound) =>
              html`<li>
                <svg viewBox="0 0 16 16" aria-hidden="true">
                  <rect
                    x="1"
                    y="3"
                    width="14"
                    height="10"
                    fill="none"
                    stroke="var(--series-${boundColours[bound]})"
                    stroke-width="1.5"
                  />
                  <path
                    d="M1 9 L7 3 M4 13 L14 3 M10 13 L15 8"
                    stroke="var(--series-${boundColours[bound]})"
                    stroke-width="1.5"
                  />
                </svg>
                bound by ${boundNames[bound]}
              </li>`,
          )}
        <li>hatched: predicted</li>
      </ul>
      <figure class=${shape}>${this.canvas()}</figure>
      <div
        class="table-frame"
        role="region"
        aria-label="Time of one training step by ${this.grouping}"
        tabindex="0"
        data-testid="block-table"
      >
        <table>
          <thead>
            <tr>
              <th scope="col">${groupings[this.grouping]}</th>
              <th scope="col" class="number">Time per step</th>
              <th scope="col" class="number">Interval</th>
              <th scope="col" class="number">Share</th>
              <th scope="col" class="number">FLOP</th>
              <th scope="col">Mostly bound by</th>
            </tr>
          </thead>
          <tbody>
            ${costs.map(row)}
          </tbody>
        </table>
      </div>
      ${this.#layers()}
    `;
  }

  #choice() {
    return html`<fieldset class="choice">
      <legend class="visually-hidden">Sum up layers by</legend>
      ${(['block', 'operator'] as const).map(
        (grouping) =>
          html`<label>
            <input
              type="radio"
              name="grouping"
              value=${grouping}
              data-testid="group-${grouping}"
              .checked=${grouping === this.grouping}
              @change=${() => {
                this.grouping = grouping;
              }}
            />
            By ${grouping}
          </label>`,
      )}
    </fieldset>`;
  }

  #layers() {
    if (this.layers.length === 0) return nothing;
    return html`<details data-testid="layer-table" @toggle=${this.#toggled}>
      <summary class="small">All ${this.layers.length} layers, in the order of the model</summary>
      <div class="table-frame" role="region" aria-label="Every layer" tabindex="0">
        <table>
          <thead>
            <tr>
              <th scope="col">Layer</th>
              <th scope="col">Operator</th>
              <th scope="col" class="number">Time per step</th>
              <th scope="col" class="number">Share</th>
              <th scope="col" class="number">MAC</th>
              <th scope="col">Bound by</th>
            </tr>
          </thead>
          <tbody>
            ${this.listed ? this.layers.map(layerRow) : nothing}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  #toggled({ currentTarget }: Event): void {
    if (currentTarget instanceof HTMLDetailsElement) this.listed = currentTarget.open;
  }
}

function sameCosts(some: readonly BlockCost[], others: readonly BlockCost[]): boolean {
  const shown = (costs: readonly BlockCost[]) =>
    JSON.stringify(costs.map(({ block, seconds, byBound }) => [block, seconds, byBound]));
  return shown(some) === shown(others);
}

function layerRow({ name, operator, seconds, share, macs, bound }: LayerEstimate) {
  return html`<tr>
    <th scope="row">${name}</th>
    <td>${operator}</td>
    <td class="number">${formatAmount(seconds.value, 's')}</td>
    <td class="number">${formatShare(share)}</td>
    <td class="number">${macs === 0 ? '–' : formatAmount(macs, '')}</td>
    <td>${boundNames[bound]}</td>
  </tr>`;
}

function row(cost: BlockCost) {
  const { block, seconds, share, flops } = cost;
  const { value, range, unit } = formatInterval({ ...seconds, median: seconds.value }, 's', 2);
  return html`<tr>
    <th scope="row">${block}</th>
    <td class="number">${value} ${unit}</td>
    <td class="number muted">${range === '' ? '' : `${range} ${unit}`}</td>
    <td class="number">${formatShare(share)}</td>
    <td class="number">${flops === 0 ? '–' : formatAmount(flops, '')}</td>
    <td>${boundNames[mainBound(cost)]}</td>
  </tr>`;
}

customElements.define('fs-block-costs', BlockCostsChart);
