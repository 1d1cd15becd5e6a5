// The clocks beside each other: measured is solid, projected hollow, on one logarithmic axis. Every row says its
// figures in words, and a table holds the same.
import { html, LitElement, nothing, svg } from 'lit';
import { formatDurationEstimate } from '../../shared/format-duration.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { clockChartStyles } from './clock-chart.styles.ts';
import { type Axis, clockAxis, type ClockRow } from './clock-rows.ts';

export class ClockChart extends LitElement {
  static override styles = [baseStyles, controlStyles, tableStyles, clockChartStyles];
  static override properties = { rows: { attribute: false } };

  declare rows: readonly ClockRow[];

  constructor() {
    super();
    this.rows = [];
  }

  override render() {
    if (this.rows.length === 0) return nothing;
    const axis = clockAxis(this.rows);
    return html`
      <ul data-testid="clock-chart">
        ${this.rows.map((row) => chartRow(row, axis))}
      </ul>
      <svg class="axis" aria-hidden="true">
        ${axis.ticks.map(
          ({ seconds, name }) => svg`
            <line x1="${axis.at(seconds)}%" x2="${axis.at(seconds)}%" y1="0" y2="6" />
            <text x="${axis.at(seconds)}%" y="20">${name}</text>`,
        )}
      </svg>
      <details>
        <summary class="small">The same as a table, with the time of a step</summary>
        <div class="table-frame" role="region" aria-label="Times by clock" tabindex="0">
          <table data-testid="clock-table">
            <thead>
              <tr>
                <th scope="col">Clock</th>
                <th scope="col">On</th>
                <th scope="col" class="number">Whole run</th>
                <th scope="col" class="number">Between</th>
                <th scope="col" class="number">One step</th>
                <th scope="col" class="number">Between</th>
              </tr>
            </thead>
            <tbody>
              ${this.rows.map(tableRow)}
            </tbody>
          </table>
        </div>
      </details>
    `;
  }
}

function chartRow({ clock, where, measured, time }: ClockRow, { at, ticks }: Axis) {
  const { value, low, high } = time.runSeconds;
  const printed = formatDurationEstimate(time.runSeconds);
  const [start, end] = [at(low), at(high)];
  return html`<li class=${measured ? 'measured' : 'projected'} data-clock=${time.clock}>
    <p class="who"><b>${clock}</b> <span>${where}</span></p>
    <p class="what"><b>${printed.value}</b> <span>${printed.range}</span></p>
    <svg class="bar" aria-hidden="true">
      ${ticks.map(({ seconds }) => svg`<line class="grid" x1="${at(seconds)}%" x2="${at(seconds)}%" y1="0" y2="100%" />`)}
      <rect x="${start}%" y="3" width="${Math.max(end - start, 0.4)}%" height="14" />
      <line class="value" x1="${at(value)}%" x2="${at(value)}%" y1="0" y2="20" />
    </svg>
  </li>`;
}

function tableRow({ clock, where, time }: ClockRow) {
  const run = formatDurationEstimate(time.runSeconds);
  const step = formatDurationEstimate(time.stepSeconds);
  return html`<tr>
    <th scope="row">${clock}</th>
    <td>${where}</td>
    <td class="number">${run.value}</td>
    <td class="number muted">${run.range}</td>
    <td class="number">${step.value}</td>
    <td class="number muted">${step.range}</td>
  </tr>`;
}

customElements.define('fs-clock-chart', ClockChart);
