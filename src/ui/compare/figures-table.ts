// Every figure of every device beside its ratio to the reference: ceilings first, then the best kernel of each problem.
// Long ones are written a piece at a time, when they are asked for.
import { html, LitElement, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type {
  ComparedDevice,
  Comparison,
  ComparisonCell,
  ComparisonRow,
  MeanRatio,
} from '../../results/compare/comparison.ts';
import { meanLabel } from '../../results/compare/mean-subject.ts';
import { printRatio } from '../../results/compare/print-ratio.ts';
import { rowLabel } from '../../results/compare/row-label.ts';
import { formatInterval, withUnit } from '../../shared/format.ts';
import type { Interval } from '../../shared/statistics.ts';
import { nextFrame } from '../session/next-frame.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { compareStyles } from './compare.styles.ts';

/** Rows that are written in one frame: on a busy machine more of them are felt. */
const PIECE = 8;

/** Those that are there at once hold a quick run. */
const FIRST_PIECES = 2;

export class FiguresTable extends LitElement {
  static override styles = [baseStyles, controlStyles, tableStyles, compareStyles];
  static override properties = {
    comparison: { attribute: false },
    pieces: { state: true },
    all: { state: true },
  };

  declare comparison: Comparison | undefined;
  declare pieces: number;
  /** Whether the rows beyond the first piece were asked for. */
  declare all: boolean;

  constructor() {
    super();
    this.pieces = FIRST_PIECES;
    this.all = false;
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('comparison')) this.pieces = FIRST_PIECES;
  }

  override updated(): void {
    if (this.all && this.pieces < this.#most) void this.#more();
  }

  override render() {
    const { comparison, pieces, all } = this;
    if (comparison === undefined) return nothing;
    const { devices, reference, rows, means } = comparison;
    return html`<div
        class="table-frame"
        role="region"
        aria-label="Figures of each device"
        tabindex="0"
      >
        <table data-testid="figures-table">
          <thead>
            <tr>
              <th scope="col">Figure</th>
              ${devices.map((device, index) => heading(device, index === reference))}
            </tr>
          </thead>
          ${Array.from(
            { length: pieces },
            (_, piece) =>
              html`<tbody>
                ${guard([comparison], () =>
                  rows
                    .slice(piece * PIECE, (piece + 1) * PIECE)
                    .map((row) => figureRow(row, comparison)),
                )}
              </tbody>`,
          )}
          ${
            devices.length < 2
              ? nothing
              : html`<tfoot>
                  <tr>
                    <th scope="row">${meanLabel(comparison)}</th>
                    ${means.map(meanCell)}
                  </tr>
                </tfoot>`
          }
        </table>
      </div>
      ${
        rows.length <= FIRST_PIECES * PIECE
          ? nothing
          : html`<p role="status">
              ${
                all
                  ? pieces < this.#most
                    ? `Writing ${rows.length} rows …`
                    : `${rows.length} rows`
                  : html`<button
                      type="button"
                      data-testid="all-rows"
                      @click=${() => {
                        this.all = true;
                      }}
                    >
                      Show all ${rows.length} rows
                    </button>`
              }
            </p>`
      }`;
  }

  get #most(): number {
    return Math.ceil((this.comparison?.rows.length ?? 0) / PIECE);
  }

  async #more(): Promise<void> {
    const { comparison } = this;
    await nextFrame();
    if (this.comparison === comparison) this.pieces += 1;
  }
}

function heading({ name, softwareAdapter, used }: ComparedDevice, isReference: boolean) {
  return html`<th scope="col" class="number device">
    ${name}
    ${softwareAdapter ? html`<small class="software">software adapter, not a GPU</small>` : nothing}
    ${isReference ? html`<small>reference</small>` : nothing}
    ${used.length > 1 ? html`<small>median of ${used.length} reports</small>` : nothing}
  </th>`;
}

function figureRow(row: ComparisonRow, { basis, devices }: Comparison) {
  return html`<tr>
    <th scope="row">${rowLabel(row, basis)}</th>
    ${row.cells.map((cell, index) =>
      cell === undefined
        ? html`<td class="number muted">not measured</td>`
        : html`<td class="number">
            ${figure(cell.value, row.unit)} ${ratioPart(cell, devices[index])}
          </td>`,
    )}
  </tr>`;
}

function figure(value: Interval, unit: string) {
  const { value: middle, range, unit: prefixed } = formatInterval(value, unit);
  return html`${withUnit(middle, prefixed)}${range === '' ? nothing : html` <small>${range}</small>`}`;
}

function ratioPart({ ratio }: ComparisonCell, device: ComparedDevice | undefined) {
  switch (ratio.kind) {
    case 'reference':
      return nothing;
    case 'none':
      return html`<small class="ratio">the reference lacks it</small>`;
    case 'withheld':
      return html`<small class="ratio refused">ratio withheld</small> ${own(ratio, device)}`;
    case 'ratio':
      return html`<span class="ratio ${ratio.flagged ? 'refused' : ''}">${times(ratio.ratio)}</span>
        ${ratio.flagged ? html`<small class="refused">not comparable</small>` : nothing}
        ${own(ratio, device)}`;
  }
}

/** What stands between these two figures alone; what stands between the runs is told once, above. */
function own(
  { comparability }: Extract<ComparisonCell['ratio'], { kind: 'ratio' | 'withheld' }>,
  device: ComparedDevice | undefined,
) {
  const told = new Set(device?.comparability.reasons.map(({ code }) => code));
  return comparability.reasons
    .filter(({ code, verdict }) => !told.has(code) || verdict === 'not-comparable')
    .filter(({ sentence }) => !isToldAbove(device, sentence))
    .map(({ sentence }) => html`<small class="reason">${sentence}</small>`);
}

function isToldAbove(device: ComparedDevice | undefined, sentence: string): boolean {
  return device?.comparability.reasons.some((reason) => reason.sentence === sentence) ?? false;
}

function times(ratio: Interval) {
  const { value, range } = printRatio(ratio);
  return html`<b>${value}</b>${range === '' ? nothing : html` <small>${range}</small>`}`;
}

function meanCell(mean: MeanRatio) {
  switch (mean.kind) {
    case 'reference':
      return html`<td class="number muted">1×</td>`;
    case 'withheld':
      return html`<td class="number refused">withheld</td>`;
    case 'mean':
      return html`<td class="number">
        ${times(mean.ratio)} <small>over ${mean.problems}</small>
      </td>`;
  }
}

customElements.define('fs-figures-table', FiguresTable);
