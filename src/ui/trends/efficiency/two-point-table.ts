// The levels with two points each: a ratio, and the doubling times that it implies by either dates.
import { html } from 'lit';
import { withUnit } from '../../../shared/format.ts';
import type { TwoPointLevel } from '../../../trends/efficiency/two-point-levels.ts';
import { printBounds, printPlain } from '../print-spread.ts';

const levels: Readonly<Record<TwoPointLevel['level'], string>> = {
  resnet50: 'ResNet-50’s accuracy',
  seq2seq: 'Seq2seq’s translation',
  gnmt: 'GNMT’s translation',
};

export function twoPointTable(all: readonly TwoPointLevel[]) {
  return html`<div
    class="table-frame"
    role="region"
    aria-label="Levels with two points"
    tabindex="0"
    data-testid="two-point-levels"
  >
    <table>
      <thead>
        <tr>
          <th scope="col">Level</th>
          <th scope="col">From, to</th>
          <th scope="col" class="number">Factor printed</th>
          <th scope="col" class="number">Factor of the figures</th>
          <th scope="col" class="number">Halves by the table’s dates</th>
          <th scope="col" class="number">By the preprints’ dates</th>
        </tr>
      </thead>
      <tbody>
        ${all.map(({ level, byDates: { printed, corrected } }) => {
          return html`<tr>
            <th scope="row">${levels[level]}</th>
            <td>${printed.from}, ${printed.to}</td>
            <td class="number">${printPlain(printed.publishedFactor)}</td>
            <td class="number">
              ${printPlain(printed.factor)}<small>${printBounds(printed.factorBounds)}</small>
            </td>
            <td class="number">
              ${months(printed.doublingMonths, printed.publishedDoublingMonths)}
            </td>
            <td class="number">
              ${months(corrected.doublingMonths, corrected.publishedDoublingMonths)}
            </td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

/** By the figures, and by the printed factor. */
function months(ours: number, published: number) {
  return html`${withUnit(printPlain(ours), 'months')}<small
      >with the printed factor ${printPlain(published)}</small
    >`;
}
