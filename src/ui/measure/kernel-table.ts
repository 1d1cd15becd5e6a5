// Every kernel that was planned: its rate with interval, its share of the ceiling, and whether its numbers
// were checked. Wrong, failed and skipped ones stay in the table with their reason.
import { html, LitElement } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isMeasured, precisionOrder, rateUnit } from '../../results/headline.ts';
import { familyName, runName } from '../../results/kernel-label.ts';
import { formatInterval, formatScientific, formatShare } from '../../shared/format.ts';
import { type Precision, problemLabel } from '../../shared/problem.ts';
import type { Measured, Measurement } from '../../shared/result/schema.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { seriesStyles } from '../styles/series.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { kernelTableStyles } from './kernel-table.styles.ts';

type Unmeasured = Exclude<Measurement, Measured>;

const verdicts: Readonly<Record<Unmeasured['status'], string>> = {
  wrong: '✕ wrong',
  failed: '✕ failed',
  skipped: 'not run',
};

export class KernelTable extends LitElement {
  static override styles = [baseStyles, tableStyles, seriesStyles, kernelTableStyles];
  static override properties = { measurements: { attribute: false } };

  declare measurements: readonly Measurement[];

  constructor() {
    super();
    this.measurements = [];
  }

  override render() {
    return html`<div
      class="table-frame"
      role="region"
      aria-label="Table of kernels"
      tabindex="0"
      data-testid="kernel-table"
    >
      <table>
        <thead>
          <tr>
            <th scope="col">Kernel</th>
            <th scope="col">Problem</th>
            <th scope="col" class="number">Rate</th>
            <th scope="col" class="number">95 % interval</th>
            <th scope="col" class="number">Of the ceiling</th>
            <th scope="col">Checked, largest error</th>
          </tr>
        </thead>
        ${groups(this.measurements).map(group)}
      </table>
    </div>`;
  }
}

interface Group {
  readonly name: string;
  readonly precision: Precision;
  readonly rows: readonly Measurement[];
}

/** One group per precision and family, in the order of the run within each. */
function groups(measurements: readonly Measurement[]): readonly Group[] {
  return precisionOrder.flatMap((precision) => {
    const rows = measurements.filter(({ problem }) => problem.precision === precision);
    const families = [...new Set(rows.map(({ kernel }) => familyName(kernel)))];
    return families.map((family) => ({
      name: `${family}, ${precision}`,
      precision,
      rows: rows.filter(({ kernel }) => familyName(kernel) === family),
    }));
  });
}

function group({ name, precision, rows }: Group) {
  return html`<tbody class=${precision}>
    <tr>
      <th scope="rowgroup" colspan="6">${name}</th>
    </tr>
    ${repeat(rows, rowKey, (row) => (isMeasured(row) ? measured(row) : unmeasured(row)))}
  </tbody>`;
}

function rowKey({ kernel, problem, parameters }: Measurement): string {
  return `${kernel} ${JSON.stringify([problem, parameters])}`;
}

function measured(row: Measured) {
  const rate = row.flopsPerSecond ?? row.bytesPerSecond;
  const parts = formatInterval(
    rate,
    row.flopsPerSecond === undefined ? 'B/s' : rateUnit(row.problem.precision),
  );
  return html`<tr data-status="measured">
    <th scope="row">${runName(row)}</th>
    <td class="problem">${problemLabel(row.problem)}</td>
    <td class="number">${parts.value} ${parts.unit}</td>
    <td class="number muted">
      ${parts.range === '' ? 'one sample' : `${parts.range} ${parts.unit}`}
    </td>
    <td class="number">
      ${row.shareOfCeiling === undefined ? '' : share(row.shareOfCeiling.median)}
    </td>
    <td
      class="mark"
      title="Bound ${formatScientific(row.errorBound)}, ${row.checkedEntries} entries"
    >
      ✓ <span class="muted">${row.maxError === 0 ? 'exact' : formatScientific(row.maxError)}</span>
    </td>
  </tr>`;
}

function share(value: number) {
  return html`<svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width="100" height="10" />
      <rect class="reached" width=${Math.min(value, 1) * 100} height="10" /></svg
    ><span class="share-value">${formatShare(value)}</span>`;
}

function unmeasured(row: Unmeasured) {
  const bad = row.status !== 'skipped';
  const error =
    row.status === 'wrong'
      ? `Error ${formatScientific(row.maxError)}, allowed ${formatScientific(row.errorBound)}. `
      : '';
  return html`<tr data-status=${row.status}>
    <th scope="row">${runName(row)}</th>
    <td class="problem">${problemLabel(row.problem)}</td>
    <td class="reason" colspan="3">${error}${row.reason}</td>
    <td class="mark ${bad ? 'bad' : 'muted'}">${verdicts[row.status]}</td>
  </tr>`;
}

customElements.define('fs-kernel-table', KernelTable);
