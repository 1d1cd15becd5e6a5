// Below the chart of growth: where its line leads, the claim of tenfold a year beside what the same years give, the
// marks, and what to know before believing any of it.
import { html, nothing } from 'lit';
import { formatLog10 } from '../../../shared/format-log10.ts';
import { withUnit } from '../../../shared/format.ts';
import { type ClaimedLine, claimedAt } from '../../../trends/growth/claimed-line.ts';
import { extrapolate } from '../../../trends/growth/extrapolate.ts';
import type { GrowthQuantity, ModelGrowth } from '../../../trends/growth/model-growth.ts';
import { type ReferenceMark, yearReaching } from '../../../trends/growth/reference-marks.ts';
import { originCell } from '../efficiency/efficiency-table.ts';
import { originText } from '../origin-text.ts';
import { printQuantity } from './growth-words.ts';
import { rumourMark } from './rumour-mark.ts';

export function whereItLeads(
  { records, points }: ModelGrowth,
  quantity: GrowthQuantity,
  year: number,
  claimed: ClaimedLine,
) {
  const unit = quantity === 'parameters' ? 'parameters' : 'FLOP';
  if (records.kind === 'none') {
    return html`<p>There is no line to read: two models at different dates make one.</p>`;
  }
  const { log10, observation, warning } = extrapolate(
    records,
    points.filter(({ record }) => record),
    year,
  );
  return html`<p data-testid="growth-extrapolation">
      In ${year} the line stands at <b class="amount">${withUnit(formatLog10(log10), unit)}</b>${
        observation === undefined
          ? ''
          : `; one more of the largest models would lie between ${formatLog10(observation.low)} and ${withUnit(formatLog10(observation.high), unit)} (95 %)`
      }.
      ${
        quantity === 'parameters'
          ? `${claimed.factorPerYear}-fold a year would be ${withUnit(formatLog10(claimedAt(claimed, year)), unit)}.`
          : nothing
      }
    </p>
    ${
      warning === null
        ? nothing
        : html`<p class="warning" role="status" data-testid="growth-warning">${warning}</p>`
    }`;
}

export function claimedSheet(
  claimed: ClaimedLine,
  growth: ModelGrowth,
  quantity: GrowthQuantity,
  marks: readonly ReferenceMark[],
) {
  const { records } = growth;
  // The marks are of parameters: a line of compute passes none.
  const passes = quantity === 'parameters' && records.kind === 'growth' ? records : undefined;
  return html`<p data-testid="growth-claim">“${claimed.sentence}” ${claimed.verdict}</p>
    <p class="small muted">${originText(claimed.origin)}.</p>
    <div class="table-frame" role="region" aria-label="Marks" tabindex="0">
      <table data-testid="growth-marks">
        <thead>
          <tr>
            <th scope="col">Mark</th>
            <th scope="col" class="number">Stands for</th>
            ${passes === undefined ? nothing : html`<th scope="col" class="number">The line passes it</th>`}
            <th scope="col">What the comparison is worth</th>
            <th scope="col">Source</th>
          </tr>
        </thead>
        <tbody>
          ${marks.map(({ name, value, confirmed, note, origin }) => {
            const year = passes === undefined ? null : yearReaching(passes, value);
            return html`<tr>
              <th scope="row">${name} ${rumourMark(confirmed)}</th>
              <td class="number">${printQuantity(value, 'parameters')}</td>
              ${
                passes === undefined
                  ? nothing
                  : html`<td class="number">
                      ${year === null ? 'not before 2200' : `about ${Math.floor(year)}`}
                    </td>`
              }
              <td class="reason">${note}</td>
              ${originCell(origin)}
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
}

export function growthCautions({ points }: ModelGrowth, quantity: GrowthQuantity) {
  const doubtful = points.filter(({ model }) => model.confidence === 'Speculative').length;
  return html`<ul>
    <li>
      Which models are notable is Epoch AI’s choice, and nothing here is newer than its snapshot.
    </li>
    <li>
      The first model since the year that is asked for always counts as a record: another year gives
      another line.
    </li>
    ${
      quantity === 'parameters'
        ? html`<li>
            All parameters count. In a mixture of experts, as Switch is, each token uses a few of
            them.
          </li>`
        : html`<li>
            Compute is mostly estimated: for ${doubtful} of these ${points.length} models Epoch AI
            calls its figure speculative.
          </li>`
    }
  </ul>`;
}
