// The chart's points and lines as tables: every figure with its source, date and licence.
import { html, nothing } from 'lit';
import type { Range } from '../../../estimate/training-estimate.ts';
import { durationParts } from '../../../estimate/shrink/print-amount.ts';
import { formatScientific, withUnit } from '../../../shared/format.ts';
import type { EfficiencyRuler } from '../../../trends/efficiency/efficiency-ruler.ts';
import type { OwnPoint, PointOnDevice } from '../../../trends/efficiency/on-device.ts';
import type { Origin } from '../../../trends/fit/origin.ts';
import { isUnverified, sourceText } from '../origin-text.ts';
import { printPlain } from '../print-spread.ts';
import { unverifiedMark } from '../unverified-mark.ts';

export function efficiencyTable(
  { series, compared }: EfficiencyRuler,
  onDevice: readonly PointOnDevice[],
  own: OwnPoint | null,
  ownSeconds: Range | null,
) {
  const ownTime = ownSeconds === null ? undefined : durationParts(ownSeconds);
  return html`<div
      class="table-frame"
      role="region"
      aria-label="Compute to reach AlexNet’s accuracy"
      tabindex="0"
    >
      <table>
        <thead>
          <tr>
            <th scope="col">Network</th>
            <th scope="col">Date</th>
            <th scope="col" class="number">As printed, teraFLOP/s-days</th>
            <th scope="col" class="number">FLOP (1 MAC = 2 FLOP)</th>
            <th scope="col" class="number">Times less</th>
            <th scope="col" class="number">Time here</th>
            <th scope="col">Source</th>
          </tr>
        </thead>
        <tbody>
          ${series.printed.map((point) => {
            const here = onDevice.find(({ id }) => id === point.id);
            const time = here === undefined ? undefined : durationParts(here.seconds);
            return html`<tr>
              <th scope="row">${point.name}<small>${point.onFrontier ? 'frontier' : ''}</small></th>
              <td>${point.date}</td>
              <td class="number">${point.teraflopDays}</td>
              <td class="number">${formatScientific(point.flops)}</td>
              <td class="number">${printPlain(point.factor)}</td>
              <td class="number">${time?.value ?? '–'}<small>${time?.range ?? ''}</small></td>
              ${originCell(point.origin)}
            </tr>`;
          })}
          ${
            own === null
              ? nothing
              : html`<tr>
                  <th scope="row">${own.name}<small>your run</small></th>
                  <td>${own.origin.date}</td>
                  <td class="number">${formatScientific(own.teraflopDays)}</td>
                  <td class="number">${formatScientific(own.flops)}</td>
                  <td class="number">${formatScientific(own.factor)}</td>
                  <td class="number">
                    ${ownTime?.value ?? '–'}<small>${ownTime?.range ?? ''}</small>
                  </td>
                  ${originCell(own.origin)}
                </tr>`
          }
        </tbody>
      </table>
    </div>
    <div class="table-frame" role="region" aria-label="What else grows" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">For comparison</th>
            <th scope="col" class="number">Doubles every</th>
            <th scope="col" class="number">Over the same years</th>
            <th scope="col">Source</th>
          </tr>
        </thead>
        <tbody>
          ${compared.map(
            ({ name, doublingMonths, factor, origin }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td class="number">${withUnit(doublingMonths, 'months')}</td>
                <td class="number">${withUnit(formatScientific(factor), 'times')}</td>
                ${originCell(origin)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

export function originCell(origin: Origin) {
  return html`<td class="origin">
    ${sourceText(origin)} ${unverifiedMark(isUnverified(origin))}
  </td>`;
}
