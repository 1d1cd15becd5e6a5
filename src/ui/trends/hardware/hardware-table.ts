// Every card of the chart of hardware as a row, the person's own first.
import { html } from 'lit';
import type { HardwarePoint } from '../../../trends/hardware/hardware-trend.ts';
import type { OwnHardware } from '../../../trends/hardware/own-device.ts';
import { originCell } from '../efficiency/efficiency-table.ts';
import type { LongTableContent } from '../long-table.ts';
import type { PicturedHardware } from './hardware-picture.ts';
import { measureUnits, segmentNames } from './hardware-words.ts';

export function hardwareTable({ trend, measure, own }: PicturedHardware): LongTableContent {
  return {
    label: `${measureUnits[measure]} by release`,
    head: html`<th scope="col">Card</th>
      <th scope="col">Kind</th>
      <th scope="col">Released</th>
      <th scope="col" class="number">${measureUnits[measure]}</th>
      <th scope="col">Source</th>`,
    rows: [
      ...(own === null ? [] : [() => ownRow(own)]),
      ...trend.points.toReversed().map((point) => () => cardRow(point)),
    ],
  };
}

function cardRow({ name, segment, released, value, origin }: HardwarePoint) {
  return html`<tr>
    <th scope="row">${name}</th>
    <td>${segmentNames[segment]}</td>
    <td>${released}</td>
    <td class="number">${print(value)}</td>
    ${originCell(origin)}
  </tr>`;
}

function ownRow({ name, year, value, low, high, origin, caution }: OwnHardware) {
  return html`<tr data-testid="hardware-own-row">
    <th scope="row">${name}<small>measured. ${caution}</small></th>
    <td>your device</td>
    <td>${Math.floor(year)}</td>
    <td class="number">${print(value)}<small>${print(low)}–${print(high)}</small></td>
    ${originCell(origin)}
  </tr>`;
}

function print(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}
