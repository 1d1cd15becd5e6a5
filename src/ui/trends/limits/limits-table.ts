// What the targets of the paper take, by both forms: of one benchmark with the person's target, or of all of them.
import { html, nothing } from 'lit';
import {
  LIMIT_FORMS,
  type LimitAmounts,
  type LimitCurves,
  type LimitForm,
} from '../../../trends/limits/limit-curves.ts';
import { originCell } from '../efficiency/efficiency-table.ts';
import { isUnverified, originText } from '../origin-text.ts';
import { unverifiedMark } from '../unverified-mark.ts';
import { formNames, rowNames } from './limits-picture.ts';
import type { LimitsAnswer } from './limits-question.ts';
import { printError, printPower } from './print-power.ts';

type Amounts = Readonly<Record<LimitForm, LimitAmounts>>;

export function limitsTable(answer: LimitsAnswer) {
  const { curves, errorPercent, years } = answer;
  return html`${frame(
      `Error against compute on ${curves.name}`,
      ['Row'],
      html`<tbody>
        ${curves.rows.map(
          (row) =>
            html`<tr>
              <th scope="row">${rowNames[row.row]}</th>
              ${cells(row.errorPercent, row)} ${originCell(curves.origin)}
            </tr>`,
        )}
        <tr>
          <th scope="row">
            Your target<small
              >${years === 0 ? nothing : `after ${years} years of better algorithms`}</small
            >
          </th>
          ${cells(errorPercent, answer)}
          <td class="origin">Computed from the rows above.</td>
        </tr>
      </tbody>`,
      'Source',
    )}
    <p class="small muted">
      The curves run through the first and the last row; the row between is the check.
      ${LIMIT_FORMS.map((form) => checkText(curves, form)).join(' ')}
    </p>`;
}

/** Of all benchmarks, which share one source: it stands below. */
export function allTargetsTable(all: readonly LimitCurves[]) {
  const origins = [...new Set(all.map(({ origin }) => originText(origin)))];
  return html`${frame(
      'Targets of all five benchmarks',
      ['Benchmark', 'Row'],
      all.map(
        ({ name, measure, origin, rows }) =>
          html`<tbody>
            ${rows.map(
              (row, index) =>
                html`<tr>
                  ${
                    index === 0
                      ? html`<th scope="rowgroup" rowspan=${rows.length}>
                          ${name}<small>${measure}</small> ${unverifiedMark(isUnverified(origin))}
                        </th>`
                      : nothing
                  }
                  <th scope="row">${rowNames[row.row]}</th>
                  ${cells(row.errorPercent, row)}
                </tr>`,
            )}
          </tbody>`,
      ),
    )}
    <p class="small muted">${origins.join('. ')}.</p>`;
}

function frame(label: string, heads: readonly string[], bodies: unknown, last?: string) {
  return html`<div class="table-frame" role="region" aria-label=${label} tabindex="0">
    <table class="forms ${last === undefined ? '' : 'sourced'}">
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col" rowspan="2">${head}</th>`)}
          <th scope="col" rowspan="2" class="number">Error</th>
          ${LIMIT_FORMS.map(
            (form) =>
              html`<th scope="colgroup" colspan="3" class="form">${formNames[form]} form</th>`,
          )}
          ${last === undefined ? nothing : html`<th scope="col" rowspan="2">${last}</th>`}
        </tr>
        <tr>
          ${LIMIT_FORMS.map(
            () =>
              html`<th scope="col" class="number">FLOP</th>
                <th scope="col" class="number">USD</th>
                <th scope="col" class="number">kg of CO₂</th>`,
          )}
        </tr>
      </thead>
      ${bodies}
    </table>
  </div>`;
}

function cells(errorPercent: number, amounts: Amounts) {
  return html`<td class="number">${printError(errorPercent)}</td>
    ${LIMIT_FORMS.map((form) => {
      const { log10Flop, log10Usd, log10Co2Kg } = amounts[form];
      return html`<td class="number">${printPower(log10Flop)}</td>
        <td class="number">${printPower(log10Usd)}</td>
        <td class="number">${printPower(log10Co2Kg)}</td>`;
    })}`;
}

function checkText(curves: LimitCurves, form: LimitForm): string {
  const { errorPercent, tableLog10Gflop, curveLog10Gflop } = curves[form].check;
  const off = Math.abs(curveLog10Gflop - tableLog10Gflop);
  return `At ${printError(errorPercent)} the ${formNames[form]} curve misses it by ${off.toFixed(1)} powers of ten.`;
}
