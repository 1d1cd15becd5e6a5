// Every variant with what it gets right, what it takes and what making it took. Rows fill as pieces come.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { DigitsBatchCosts, DigitsCosts } from '../../../estimate/shrink/digits-costs.ts';
import { durationParts, energyParts, printEnergy } from '../../../estimate/shrink/print-amount.ts';
import type { DigitsPlan, DigitsStep } from '../../../models/digits-shrink/digits-plan.ts';
import type {
  DigitsLatencySummary,
  DigitsSummary,
  DigitsVariantSummary,
} from '../../../models/digits-shrink/summarise-digits.ts';
import { formatAmount, formatCount, formatInterval, withUnit } from '../../../shared/format.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { tableStyles } from '../../styles/table.styles.ts';
import { timesParts } from '../variants/print-comparison.ts';
import { printMean } from './accuracy-answer.ts';
import { accuracyTableStyles } from './accuracy-table.styles.ts';
import { printRepayment } from './print-repayment.ts';
import { variantName } from './variant-names.ts';

export interface AccuracyRows {
  readonly plan: DigitsPlan;
  /** The steps that have a row, in their order. */
  readonly steps: readonly DigitsStep[];
  readonly summary: DigitsSummary | undefined;
  readonly costs: readonly DigitsCosts[];
  /** Id of the step that is being run. */
  readonly current: string | undefined;
  /** Whether what is missing is still to come. */
  readonly running: boolean;
}

/** For which batches columns stand where nothing is known yet. */
const USUAL_BATCHES = [1, 100] as const;

const NOTHING_YET = '–';

export class AccuracyTable extends LitElement {
  static override styles = [baseStyles, controlStyles, tableStyles, accuracyTableStyles];
  static override properties = { rows: { attribute: false } };

  declare rows: AccuracyRows | undefined;

  override render() {
    const { rows } = this;
    if (rows === undefined) return nothing;
    const { steps, summary, plan, costs } = rows;
    const variants = summary?.variants ?? [];
    const found = [
      ...new Set(variants.flatMap(({ latencies }) => latencies.map(({ batch }) => batch))),
    ];
    const batches = found.length === 0 ? USUAL_BATCHES : found.sort((a, b) => a - b);
    const reasons = [...new Set(variants.flatMap(({ reason }) => reason ?? []))];
    return html`<div
        class="table-frame"
        role="region"
        aria-label="Every variant of the digits network"
        tabindex="0"
        data-testid="accuracy-table"
      >
        <table>
          <thead>
            <tr>
              <th scope="col">Variant</th>
              <th scope="col" class="number">Right, %</th>
              <th scope="col" class="number">Against dense, points</th>
              <th scope="col" class="number">Parameters, FLOPs of an image</th>
              <th scope="col" class="number">Weights</th>
              ${batches.map(
                (batch) =>
                  html`<th scope="col" class="number">
                    ${batch === 1 ? 'One image' : `${batch} at once`}
                  </th>`,
              )}
              <th scope="col" class="number">Energy of one image</th>
              <th scope="col" class="number">Making it</th>
              <th scope="col" class="number">Repaid after</th>
            </tr>
          </thead>
          <tbody>
            ${steps.map((step) => {
              const variant = variants.find((each) => each.step === step.id);
              const own = costs.find((each) => each.step === step.id);
              return variant === undefined
                ? waitingRow(step, rows, batches.length)
                : variantRow({ step, variant, costs: own, plan, batches, reasons });
            })}
          </tbody>
        </table>
      </div>
      ${
        reasons.length === 0
          ? nothing
          : html`<ol class="small muted" data-testid="accuracy-reasons">
              ${reasons.map(
                (reason) =>
                  html`<li>
                    Not run as it is stored, but with the same weights as dense. ${reason}
                  </li>`,
              )}
            </ol>`
      }`;
  }
}

interface VariantRow {
  readonly step: DigitsStep;
  readonly variant: DigitsVariantSummary;
  readonly costs: DigitsCosts | undefined;
  readonly plan: DigitsPlan;
  readonly batches: readonly number[];
  readonly reasons: readonly string[];
}

function variantRow({ step, variant, costs, plan, batches, reasons }: VariantRow) {
  const { accuracy, toDense, parameters, bytes, flops, latencies, reason } = variant;
  const mark = reason === undefined ? 0 : reasons.indexOf(reason) + 1;
  const one = costs?.batches.find(({ batch }) => batch === 1);
  const right = printMean(accuracy);
  const lost = toDense === undefined ? undefined : printMean(toDense);
  return html`<tr
    data-testid="variant-${step.id}"
    class=${step.kind === 'dense' ? 'reference' : nothing}
  >
    ${heading(step, plan, mark)} ${cell(right.value, right.range)}
    ${lost === undefined ? cell('') : cell(lost.value, lost.range)}
    ${cell(
      formatCount(Math.round(parameters)),
      flops === undefined ? '' : formatAmount(flops, 'FLOP'),
    )}
    ${cell(formatAmount(bytes, 'B'))}
    ${batches.map((batch) =>
      latencyCell(
        latencies.find((each) => each.batch === batch),
        step.kind === 'dense',
      ),
    )}
    ${energyCell(one)} ${makingCell(variant, costs)} ${repaymentCell(costs)}
  </tr>`;
}

function heading(step: DigitsStep, plan: DigitsPlan, mark = 0) {
  const { name, what } = variantName(step, plan);
  return html`<th scope="row">
    ${name}${mark === 0 ? nothing : html`<sup>${mark}</sup>`}<small>${what}</small>
  </th>`;
}

function waitingRow(step: DigitsStep, { plan, current, running }: AccuracyRows, batches: number) {
  const isCurrent = running && step.id === current;
  return html`<tr class="waiting ${isCurrent ? 'current' : ''}" data-testid="variant-${step.id}">
    ${heading(step, plan)}
    <td colspan=${7 + batches}>
      ${isCurrent ? 'being made and examined …' : running ? 'to come' : 'not run yet'}
    </td>
  </tr>`;
}

function cell(value: string, range = ''): TemplateResult {
  return html`<td class="number">
    ${value}${range === '' ? nothing : html`<small>${range}</small>`}
  </td>`;
}

function latencyCell(latency: DigitsLatencySummary | undefined, isDense: boolean) {
  if (latency === undefined) return cell(NOTHING_YET);
  const { ms, speedup } = latency;
  const { value, unit } = formatInterval(
    { median: ms.median / 1e3, low: ms.low / 1e3, high: ms.high / 1e3 },
    's',
    2,
  );
  if (isDense) return cell(withUnit(value, unit));
  const { median, low, high } = speedup;
  const ratio = timesParts({ value: median, low, high });
  return cell(
    withUnit(value, unit),
    `${ratio.value}${ratio.range === '' ? '' : ` (${ratio.range})`}`,
  );
}

function energyCell(costs: DigitsBatchCosts | undefined) {
  if (costs?.energyKwh === undefined || costs.energyKwh === null) return cell(NOTHING_YET);
  const { value, range } = energyParts(costs.energyKwh);
  return cell(value, range);
}

function makingCell({ steps, stepsMs }: DigitsVariantSummary, costs: DigitsCosts | undefined) {
  if (steps === 0) return cell('no training');
  const seconds = stepsMs / 1e3;
  const time = durationParts({ value: seconds, low: seconds, high: seconds }).value;
  const energy = costs?.makingKwh ?? null;
  return cell(
    time,
    `${formatCount(steps)} steps${energy === null ? '' : `, ${printEnergy({ ...energy, low: energy.value, high: energy.value })}`}`,
  );
}

function repaymentCell(costs: DigitsCosts | undefined) {
  const [one, ...many] = costs?.batches ?? [];
  if (one?.repayment === undefined || one.repayment === null) return cell('');
  return html`<td class="number several">
    ${printRepayment(one.repayment)}
    ${many.map(({ batch, repayment }) =>
      repayment === null
        ? nothing
        : html`<small>${batch} at once: ${printRepayment(repayment)}</small>`,
    )}
  </td>`;
}

customElements.define('fs-accuracy-table', AccuracyTable);
