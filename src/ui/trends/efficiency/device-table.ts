// AlexNet's accuracy with the algorithm of each year on this device: hours with their interval, and how many times less
// than with the first, beside how many times less compute.
import { html } from 'lit';
import { durationParts } from '../../../estimate/shrink/print-amount.ts';
import type { EfficiencyRuler } from '../../../trends/efficiency/efficiency-ruler.ts';
import type { PointOnDevice } from '../../../trends/efficiency/on-device.ts';
import { printPlain } from '../print-spread.ts';
import { originCell } from './efficiency-table.ts';

export function deviceTable({ series }: EfficiencyRuler, onDevice: readonly PointOnDevice[]) {
  const [first] = onDevice;
  return html`<div
    class="table-frame"
    role="region"
    aria-label="Training to AlexNet’s accuracy on this device"
    tabindex="0"
    data-testid="efficiency-on-device"
  >
    <table>
      <thead>
        <tr>
          <th scope="col">Algorithm</th>
          <th scope="col" class="number">Time here</th>
          <th scope="col" class="number">Less time</th>
          <th scope="col" class="number">Less compute</th>
          <th scope="col" class="number">Epochs of ImageNet</th>
          <th scope="col">Source of the compute</th>
        </tr>
      </thead>
      <tbody>
        ${onDevice.map((point) => {
          const { value, range } = durationParts(point.seconds);
          const less = first === undefined ? Number.NaN : first.seconds.value / point.seconds.value;
          const factor = series.printed.find(({ id }) => id === point.id)?.factor;
          return html`<tr data-testid="on-device-${point.id}">
            <th scope="row">${point.name}<small>${Math.floor(point.year)}</small></th>
            <td class="number">${value}<small>${range}</small></td>
            <td class="number">${printPlain(less)}×</td>
            <td class="number">${factor === undefined ? '–' : `${printPlain(factor)}×`}</td>
            <td class="number">${printPlain(point.epochs)}</td>
            ${originCell(point.origin)}
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}
