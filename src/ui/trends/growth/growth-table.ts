// Every point of the chart of growth as a row: figures, who knows them how well, source, date and licence.
import { html, nothing } from 'lit';
import { formatScientific } from '../../../shared/format.ts';
import type { GrowthPoint } from '../../../trends/growth/model-growth.ts';
import type { ReferenceMark } from '../../../trends/growth/reference-marks.ts';
import { originCell } from '../efficiency/efficiency-table.ts';
import type { LongTableContent } from '../long-table.ts';
import { rumourMark } from './rumour-mark.ts';
import type { PicturedGrowth } from './growth-picture.ts';

export function growthTable({ growth, quantity, marks }: PicturedGrowth): LongTableContent {
  return {
    label: `${quantity === 'parameters' ? 'Parameters' : 'Training compute'} of notable models`,
    head: html`<th scope="col">Model</th>
      <th scope="col">Date</th>
      <th scope="col">Domain</th>
      <th scope="col" class="number">Parameters</th>
      <th scope="col" class="number">Training FLOP (1 MAC = 2 FLOP)</th>
      <th scope="col">Compute, in Epoch AI’s word</th>
      <th scope="col">Source</th>`,
    // The newest first: what most people look for.
    rows: [
      ...(quantity === 'parameters' ? marks.map((mark) => () => markRow(mark)) : []),
      ...growth.points.toReversed().map((point) => () => modelRow(point)),
    ],
  };
}

function modelRow({ model, record, origin }: GrowthPoint) {
  const { name, date, organisation, domains, parameters, trainingFlops, confidence } = model;
  return html`<tr>
    <th scope="row">
      ${name}<small
        >${organisation ?? ''}${record ? html`<br />a record of these years` : nothing}</small
      >
    </th>
    <td class="date">${date}</td>
    <td>${domains.join(', ')}</td>
    <td class="number">${parameters === null ? '–' : formatScientific(parameters)}</td>
    <td class="number">${trainingFlops === null ? '–' : formatScientific(trainingFlops)}</td>
    <td>${confidence?.toLowerCase() ?? '–'}</td>
    ${originCell(origin)}
  </tr>`;
}

function markRow({ name, value, year, confirmed, origin }: ReferenceMark) {
  return html`<tr>
    <th scope="row">${name} ${rumourMark(confirmed)}<small>a mark, no model</small></th>
    <td>${year === null ? 'any' : Math.floor(year)}</td>
    <td>–</td>
    <td class="number">${formatScientific(value)}</td>
    <td class="number">–</td>
    <td>–</td>
    ${originCell(origin)}
  </tr>`;
}
