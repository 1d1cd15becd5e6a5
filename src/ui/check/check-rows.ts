// Predicted beside measured, network by network: the prediction is outlined and has its interval, what was measured
// is solid. Every network has a scale of its own, as only the two are compared. A table holds the same.
import { html, LitElement, nothing, svg } from 'lit';
import { formatAmount } from '../../shared/format.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { checkRowsStyles } from './check-rows.styles.ts';
import type { CheckedNetwork } from './check-state.ts';
import { signedPercent, stepRange, stepTime } from './describe-check.ts';

/** The longest of a row ends here, so that the cap of its interval is not cut. */
const FULL_PERCENT = 98;

export class CheckRows extends LitElement {
  static override styles = [baseStyles, controlStyles, tableStyles, checkRowsStyles];
  static override properties = {
    networks: { attribute: false },
    current: { attribute: false },
  };

  declare networks: readonly CheckedNetwork[];
  /** The one that is being trained. */
  declare current: string | undefined;

  constructor() {
    super();
    this.networks = [];
  }

  override render() {
    if (this.networks.length === 0) return nothing;
    return html`
      <ul class="legend" aria-label="Legend">
        <li>${swatch('predicted')} predicted, with its 95 % interval</li>
        <li>${swatch('measured')} measured</li>
        <li>time of one step; each network by a scale of its own</li>
      </ul>
      <ul class="rows" data-testid="check-rows">
        ${this.networks.map((network) => this.#row(network))}
      </ul>
      <details>
        <summary class="small">The same as a table, with memory and pace</summary>
        ${this.#table()}
      </details>
    `;
  }

  #row(network: CheckedNetwork) {
    const { id, name, row, failure } = network;
    const steps = row ?? network.foretold;
    const running = id === this.current && row === undefined && failure === undefined;
    const state = failure !== undefined ? 'failed' : row ? 'done' : running ? 'running' : 'waiting';
    return html`<li class=${state} data-network=${id} data-state=${state}>
      <p class="name">${name}</p>
      ${failure === undefined ? nothing : html`<p class="reason">${failure}</p>`}
      ${steps === undefined || failure !== undefined ? nothing : bars(steps, row?.measuredMs)}
      ${
        failure !== undefined
          ? nothing
          : html`<p class="times">
              ${
                steps === undefined
                  ? nothing
                  : html`<span
                      ><b>${stepTime(steps.predictedMs)}</b>
                      <small>${stepRange(steps.low, steps.high)}</small></span
                    >`
              }
              ${row === undefined ? nothing : html`<span><b>${stepTime(row.measuredMs)}</b></span>`}
            </p>`
      }
      <p class="verdict">${verdict(network, running)}</p>
    </li>`;
  }

  #table() {
    return html`<div
      class="table-frame"
      role="region"
      aria-label="Predicted and measured steps"
      tabindex="0"
    >
      <table data-testid="check-table">
        <thead>
          <tr>
            <th scope="col">Network</th>
            <th scope="col" class="number">Predicted</th>
            <th scope="col" class="number">95 % interval</th>
            <th scope="col" class="number">Measured</th>
            <th scope="col" class="number">Error</th>
            <th scope="col">Inside</th>
            <th scope="col" class="number">Steps</th>
            <th scope="col" class="number">Pace</th>
            <th scope="col" class="number">Memory predicted</th>
            <th scope="col" class="number">allocated</th>
          </tr>
        </thead>
        <tbody>
          ${this.networks.map(tableRow)}
        </tbody>
      </table>
    </div>`;
  }
}

interface PredictedTime {
  readonly predictedMs: number;
  readonly low: number;
  readonly high: number;
}

function bars({ predictedMs, low, high }: PredictedTime, measuredMs: number | undefined) {
  const most = Math.max(high, measuredMs ?? 0);
  const at = (ms: number): string => `${((ms / most) * FULL_PERCENT).toFixed(2)}%`;
  return html`<svg class="bars" aria-hidden="true">
    <rect class="predicted" x="0" y="3" width=${at(predictedMs)} height="13" />
    <line class="interval" x1=${at(low)} x2=${at(high)} y1="9.5" y2="9.5" />
    ${[low, high].map((end) => svg`<line class="interval" x1=${at(end)} x2=${at(end)} y1="5.5" y2="13.5" />`)}
    ${
      measuredMs === undefined
        ? nothing
        : svg`<rect class="measured" x="0" y="22" width=${at(measuredMs)} height="13" />`
    }
  </svg>`;
}

function verdict({ row, failure }: CheckedNetwork, running: boolean) {
  if (failure !== undefined) return 'not run';
  if (row === undefined) return running ? 'training …' : 'waiting';
  return html`<b>${signedPercent(row.errorPercent)}</b>
    <small class=${row.inside ? '' : 'outside'}>${row.inside ? 'inside' : 'outside'}</small
    >${row.moved ? html`<small>pace changed</small>` : nothing}`;
}

function tableRow({ name, row, failure, foretold }: CheckedNetwork) {
  if (row === undefined) {
    return html`<tr>
      <th scope="row">${name}</th>
      <td class="number">${foretold === undefined ? '–' : stepTime(foretold.predictedMs)}</td>
      <td colspan="8">${failure ?? 'not measured'}</td>
    </tr>`;
  }
  return html`<tr>
    <th scope="row">${name}</th>
    <td class="number">${stepTime(row.predictedMs)}</td>
    <td class="number muted">${stepRange(row.low, row.high)}</td>
    <td class="number">${stepTime(row.measuredMs)}</td>
    <td class="number">${signedPercent(row.errorPercent)}</td>
    <td>${row.inside ? 'yes' : 'no'}</td>
    <td class="number">${row.stepsMs.length}</td>
    <td class="number">${row.moved ? 'changed, ' : ''}${(1 / row.slowdown).toFixed(2)}</td>
    <td class="number">${formatAmount(row.predictedMemoryBytes, 'B')}</td>
    <td class="number">${formatAmount(row.allocatedBytes, 'B')}</td>
  </tr>`;
}

function swatch(kind: 'predicted' | 'measured') {
  return html`<svg viewBox="0 0 16 16" aria-hidden="true">
    <rect class=${kind} x="1.5" y="4" width="13" height="8" />
  </svg>`;
}

customElements.define('fs-check-rows', CheckRows);
