// Which ShuffleNet answers with 18 times less arithmetic than AlexNet: every one that the zoo has, counted.
import { html } from 'lit';
import { formatAmount, withUnit } from '../../../shared/format.ts';
import type { InferenceFactor } from '../../../trends/efficiency/inference-factor.ts';
import { printPlain } from '../print-spread.ts';

export function inferenceTable(factors: readonly InferenceFactor[]) {
  return html`<div
    class="table-frame"
    role="region"
    aria-label="Multiply-accumulates of ShuffleNet against AlexNet"
    tabindex="0"
  >
    <table>
      <thead>
        <tr>
          <th scope="col">Network</th>
          <th scope="col" class="number">One image</th>
          <th scope="col" class="number">Less than AlexNet’s paper</th>
          <th scope="col" class="number">Less than torchvision’s AlexNet</th>
        </tr>
      </thead>
      <tbody>
        ${factors.map(
          ({ name, macs, againstPaper, againstTorchvision }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td class="number">${formatAmount(macs, 'MAC')}</td>
              <td class="number">${withUnit(printPlain(againstPaper), 'times')}</td>
              <td class="number">${withUnit(printPlain(againstTorchvision), 'times')}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
