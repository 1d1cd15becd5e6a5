// What was said of efficiency beside what the data give: claim, ours, difference, and why they differ.
import { html } from 'lit';
import { withUnit } from '../../../shared/format.ts';
import type { RecomputedClaim } from '../../../trends/efficiency/recompute-claims.ts';
import { printPlain, printBounds } from '../print-spread.ts';
import { originCell } from './efficiency-table.ts';

const verdicts: Readonly<Record<RecomputedClaim['verdict'], string>> = {
  agrees: 'agrees',
  differs: 'differs',
  cited: 'only cited',
};

export function claimsTable(claims: readonly RecomputedClaim[]) {
  return html`<div
    class="table-frame"
    role="region"
    aria-label="Claims of efficiency, recomputed"
    tabindex="0"
    data-testid="efficiency-claims"
  >
    <table>
      <thead>
        <tr>
          <th scope="col">Claim</th>
          <th scope="col" class="number">Claimed</th>
          <th scope="col" class="number">Ours</th>
          <th scope="col" class="number">Difference</th>
          <th scope="col">Why</th>
          <th scope="col">Source</th>
        </tr>
      </thead>
      <tbody>
        ${claims.map(row)}
      </tbody>
    </table>
  </div>`;
}

function row({
  id,
  claim,
  quantity,
  published,
  ours,
  difference,
  verdict,
  reason,
  origin,
}: RecomputedClaim) {
  const unit = quantity === 'months' ? 'months' : 'times';
  return html`<tr data-testid="efficiency-claim-${id}">
    <th scope="row">${claim}</th>
    <td class="number">${withUnit(published, unit)}</td>
    <td class="number">
      ${ours === null ? '–' : withUnit(printPlain(ours.value), unit)}
      <small>${ours?.bounds === undefined ? '' : printBounds(ours.bounds)}</small>
    </td>
    <td class="number">
      ${difference === null ? '–' : printDifference(difference)}
      <small class=${verdict}>${verdicts[verdict]}</small>
    </td>
    <td class="reason">${reason}</td>
    ${originCell(origin)}
  </tr>`;
}

/** "+2 %", "−46 %". */
function printDifference(difference: number): string {
  const percent = Math.abs(difference) * 100;
  const printed = percent.toLocaleString('en', { maximumSignificantDigits: 2 });
  const sign = difference < 0 ? '−' : '+';
  return withUnit(percent === 0 ? '0' : `${sign}${printed}`, '%');
}
