// The prediction per model as a table: times and ratios with their intervals, and the run that each rests on.
import { html, nothing } from 'lit';
import { printRatio } from '../../../results/compare/print-ratio.ts';
import type { Ratio } from '../../../results/compare/comparison.ts';
import { formatDurationEstimate } from '../../../shared/format-duration.ts';
import type { ModelComparison, ModelOnDevice } from './model-comparison.ts';
import { absence, restsOn, subjectOf } from './model-words.ts';

export function modelTable(comparison: ModelComparison) {
  const { devices, reference } = comparison;
  return html`<div
    class="table-frame"
    role="region"
    aria-label="What the model takes on each device"
    tabindex="0"
  >
    <table data-testid="model-table">
      <caption>
        ${subjectOf(comparison)}
      </caption>
      <thead>
        <tr>
          <th scope="col">Device</th>
          <th scope="col" class="number">Predicted</th>
          <th scope="col" class="number">Times as fast</th>
          <th scope="col">Rests on</th>
        </tr>
      </thead>
      <tbody>
        ${devices.map((device, index) => row(device, index === reference))}
      </tbody>
    </table>
  </div>`;
}

function row({ name, softwareAdapter, answer }: ModelOnDevice, isReference: boolean) {
  const heading = html`<th scope="row" class="device">
    ${name}${isReference ? html`<small>reference</small>` : nothing}${
      softwareAdapter ? html`<small class="software">software adapter, not a GPU</small>` : nothing
    }
  </th>`;
  if (answer.kind !== 'predicted') {
    return html`<tr>
      ${heading}
      <td colspan="3" class="muted">${absence(answer)}</td>
    </tr>`;
  }
  const { value, range } = formatDurationEstimate(answer.seconds);
  return html`<tr>
    ${heading}
    <td class="number">${value} <small>${range}</small></td>
    <td class="number">${ratioCell(answer.ratio)}</td>
    <td>${restsOn(answer)}</td>
  </tr>`;
}

function ratioCell(ratio: Ratio) {
  switch (ratio.kind) {
    case 'reference':
      return html`<span class="muted">1×</span>`;
    case 'none':
      return html`<span class="muted">–</span>`;
    case 'withheld':
      return html`<span class="refused">withheld</span>`;
    case 'ratio': {
      const { value, range } = printRatio(ratio.ratio);
      return html`<b>${value}</b>
        <small>${range}</small>
        ${ratio.flagged ? html`<small class="refused">not comparable</small>` : nothing}`;
    }
  }
}
