// The unit trap: for how many epochs the printed compute pays if a multiply-accumulate is one operation, and if it is
// two, beside what the paper tells.
import { html } from 'lit';
import { formatScientific } from '../../../shared/format.ts';
import type { UnitTrap } from '../../../trends/efficiency/unit-trap.ts';
import { isUnverified, originText } from '../origin-text.ts';
import { printPlain } from '../print-spread.ts';
import { unverifiedMark } from '../unverified-mark.ts';

export function unitTrapTable({ rows }: UnitTrap) {
  const sources = new Set(
    rows.flatMap(({ paperEpochs }) => (paperEpochs === null ? [] : originText(paperEpochs.origin))),
  );
  return html`<div
      class="table-frame"
      role="region"
      aria-label="Epochs that the compute pays for"
      tabindex="0"
      data-testid="unit-trap"
    >
      <table>
        <thead>
          <tr>
            <th scope="col">Network</th>
            <th scope="col" class="number">Epochs if 1 MAC = 1</th>
            <th scope="col" class="number">Epochs if 1 MAC = 2</th>
            <th scope="col" class="number">Epochs of the paper</th>
            <th scope="col" class="number">True FLOP (1 MAC = 2 FLOP)</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ name, epochs, paperEpochs, correctedFlops }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td class="number">${printPlain(epochs.oneOperation)}</td>
                <td class="number">${printPlain(epochs.twoOperations)}</td>
                <td class="number">
                  ${paperEpochs?.value ?? '–'}
                  ${unverifiedMark(paperEpochs !== null && isUnverified(paperEpochs.origin))}
                </td>
                <td class="number">${formatScientific(correctedFlops)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="small muted">Epochs of the paper: ${[...sources].join('. ')}.</p>`;
}
