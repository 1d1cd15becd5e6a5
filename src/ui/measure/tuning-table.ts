// Which variant of which kernel won on this device, against what, and by how much; behind each row all that
// were tried, so that a sceptic can see what the winner was chosen from.
import { html, LitElement, nothing } from 'lit';
import { familyName, kernelName } from '../../results/kernel-label.ts';
import { formatAmount, roundToPlace } from '../../shared/format.ts';
import { problemLabel } from '../../shared/problem.ts';
import { type Attempt, type Choice, sameChoice, type TuningReport } from '../../shared/tuning.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { tuningTableStyles } from './tuning-table.styles.ts';

const origins: Readonly<Record<TuningReport['source'], string>> = {
  raced: 'raced in this run',
  stored: 'found by an earlier run',
  shipped: 'comes with the lab',
};

/** More than this say nothing new about why the winner won. */
const SHOWN_ATTEMPTS = 24;

export class TuningTable extends LitElement {
  static override styles = [baseStyles, tableStyles, tuningTableStyles];
  static override properties = { reports: { attribute: false } };

  declare reports: readonly TuningReport[];

  constructor() {
    super();
    this.reports = [];
  }

  override render() {
    return html`<ol data-testid="tuning-table">
      ${this.reports.map(report)}
    </ol>`;
  }
}

function report(entry: TuningReport) {
  const { problem, accumulatorBits, winner, untuned, gain, attempts } = entry;
  const summed = accumulatorBits === 16 ? ', summed in f16' : '';
  const same = sameChoice(winner, untuned);
  return html`<li>
    <p class="problem">
      ${familyName(winner.kernel)}, ${problem.precision}${summed} · ${problemLabel(problem)}
    </p>
    <p class="winner">
      <b>${kernelName(winner.kernel)}</b> <span class="tunables">${tunablesText(winner)}</span>
    </p>
    <p class="gain">
      ${
        same
          ? html`<span class="muted">stays: none that was tried is faster</span>`
          : html`<b>${times(gain.median)}</b> as fast
              <span class="muted"
                >(${roundToPlace(gain.low, -2)}–${roundToPlace(gain.high, -2)})</span
              >
              as ${kernelName(untuned.kernel)}
              <span class="tunables">${tunablesText(untuned)}</span>`
      }
    </p>
    <details>
      <summary class="small">${counted(entry)}; ${origins[entry.source]}</summary>
      <ul class="attempts">
        ${ranked(attempts).slice(0, SHOWN_ATTEMPTS).map(attempt)}
      </ul>
      ${
        attempts.length > SHOWN_ATTEMPTS
          ? html`<p class="small muted">
              ${attempts.length - SHOWN_ATTEMPTS} more are in the result document.
            </p>`
          : nothing
      }
    </details>
  </li>`;
}

function counted({ attempts, pruned, left }: TuningReport): string {
  const tried = attempts.length === 1 ? '1 variant tried' : `${attempts.length} variants tried`;
  const parts = [
    tried,
    ...(pruned > 0 ? [`${pruned} ruled out by the roofline`] : []),
    ...(left > 0 ? [`no time for ${left} more`] : []),
  ];
  return parts.join(', ');
}

/** The fastest first, those that never ran at the end. */
function ranked(attempts: readonly Attempt[]): readonly Attempt[] {
  return [...attempts].sort((a, b) => (a.ms ?? Infinity) - (b.ms ?? Infinity));
}

function attempt({ kernel, parameters, ms, reason }: Attempt) {
  return html`<li>
    <span class="time">${ms === null ? 'did not run' : formatAmount(ms / 1e3, 's')}</span>
    <span
      >${kernelName(kernel)}
      <span class="tunables">${tunablesText({ kernel, parameters })}</span></span
    >
    ${reason === undefined ? nothing : html`<span class="reason">${reason}</span>`}
  </li>`;
}

/** "tileM 8, tileN 4": the type of the sums is told elsewhere. */
function tunablesText({ parameters }: Choice): string {
  return Object.entries(parameters)
    .filter(([name]) => name !== 'accumulatorBits')
    .map(([name, value]) => `${spaced(name)} ${value}`)
    .join(', ');
}

/** "tileM" → "tile M". */
function spaced(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2');
}

function times(factor: number): string {
  return `${roundToPlace(factor, -2)}×`;
}

customElements.define('fs-tuning-table', TuningTable);
