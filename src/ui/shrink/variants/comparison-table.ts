// Promised and measured: a row for each variant, with what is counted, what the kernels that would run here take, what
// was published, and what could not be told.
import { html, LitElement, nothing } from 'lit';
import type { CompareAnswer } from '../../../estimate/shrink/compare-question.ts';
import {
  durationParts,
  energyParts,
  type PrintedAmount,
} from '../../../estimate/shrink/print-amount.ts';
import type {
  ComparedVariant,
  PublishedScore,
} from '../../../estimate/shrink/variant-comparison.ts';
import type { Range } from '../../../estimate/training-estimate.ts';
import { formatAmount } from '../../../shared/format.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { tableStyles } from '../../styles/table.styles.ts';
import { type ComparedPass, type PassKind, passKinds, passOfVariant } from './comparison-passes.ts';
import { comparisonTableStyles } from './comparison-table.styles.ts';
import {
  printDifference,
  printScoreValue,
  printTimes,
  repaymentParts,
  timesParts,
} from './print-comparison.ts';

const UNKNOWN: PrintedAmount = { value: '–', range: '' };

export class ComparisonTable extends LitElement {
  static override styles = [baseStyles, controlStyles, tableStyles, comparisonTableStyles];
  static override properties = { answer: { attribute: false } };

  declare answer: CompareAnswer | undefined;

  override render() {
    const { answer } = this;
    if (answer === undefined) return nothing;
    const { dense, variants, refused } = answer.single;
    const all = [dense, ...variants];
    const kinds = passKinds(answer);
    const scored = all.find(({ accuracy }) => accuracy !== null)?.accuracy ?? undefined;
    const sources = sourcesOf(all);
    return html`<div
        class="table-frame"
        role="region"
        aria-label="Every figure of the variants"
        tabindex="0"
        data-testid="comparison-table"
      >
        <table>
          ${this.#head(kinds, scored, answer.single.batch)}
          <tbody>
            ${all.map((each) => this.#row(each, { kinds, scored, sources }))}
          </tbody>
        </table>
      </div>
      ${this.#refused(refused)} ${this.#sources(sources, scored)}`;
  }

  #head(kinds: readonly PassKind[], scored: PublishedScore | undefined, batch: number) {
    const reads = kinds.length > 1;
    return html`<thead>
      <tr class="groups">
        <th rowspan="2" scope="col">Variant</th>
        ${kinds.map(
          ({ name, passes }) =>
            html`<th scope="colgroup" colspan=${passes.length + 1}>
              ${reads ? `${name}: speed-up` : name}
            </th>`,
        )}
        <th scope="colgroup" colspan="2">
          ${batch === 1 ? `One ${reads ? 'reading' : 'answer'}` : `One pass of ${batch}`}
        </th>
        <th scope="colgroup" colspan="4">Counted</th>
        ${
          scored === undefined
            ? nothing
            : html`<th rowspan="2" scope="col" class="number score">
                ${scored.quantity}<small>published</small>
              </th>`
        }
        <th scope="colgroup" colspan="2">Making it</th>
      </tr>
      <tr>
        ${kinds.map(
          ({ passes }) =>
            html`<th scope="col" class="number first">By FLOPs<small>counted</small></th>
              ${passes.map(
                ({ name }) =>
                  html`<th scope="col" class="number">Measured<small>${name}</small></th>`,
              )}`,
        )}
        <th scope="col" class="number first">Time<small>predicted</small></th>
        <th scope="col" class="number">Energy<small>estimated</small></th>
        <th scope="col" class="number first">Parameters</th>
        <th scope="col" class="number">Checkpoint</th>
        <th scope="col" class="number">FLOPs</th>
        <th scope="col" class="number">Bytes moved</th>
        <th scope="col" class="number first">Training<small>predicted</small></th>
        <th scope="col" class="number">Repaid after<small>answers</small></th>
      </tr>
    </thead>`;
  }

  #row(
    variant: ComparedVariant,
    {
      kinds,
      scored,
      sources,
    }: {
      readonly kinds: readonly PassKind[];
      readonly scored: PublishedScore | undefined;
      readonly sources: readonly string[];
    },
  ) {
    const { id, name, params, checkpointBytes, forward, trainingSeconds, breakEven } = variant;
    const isDense = id === 'dense';
    return html`<tr class=${isDense ? 'dense' : ''} data-variant=${id}>
      <th scope="row">${name}${isDense ? nothing : html`<small class="typed">${id}</small>`}</th>
      ${kinds.map(
        ({ passes }) =>
          html`<td class="number first">${this.#promised(id, passes[0])}</td>
            ${passes.map((pass) => this.#measured(id, pass))}`,
      )}
      ${amountCell(known(forward.seconds, durationParts), 'first')}
      ${amountCell(known(forward.energyKwh, energyParts))}
      <td class="number first">${formatAmount(params, '').trim()}</td>
      <td class="number">${formatAmount(checkpointBytes, 'B')}</td>
      <td class="number">${formatAmount(forward.flops, 'FLOP')}</td>
      <td class="number">${formatAmount(forward.bytes, 'B')}</td>
      ${scored === undefined ? nothing : this.#score(variant.accuracy, sources)}
      ${amountCell(known(trainingSeconds, durationParts), 'first')}
      ${amountCell(breakEven === null ? UNKNOWN : repaymentParts(breakEven.inferences))}
    </tr>`;
  }

  #promised(id: string, pass: ComparedPass): string {
    const compared = passOfVariant(id, pass);
    return compared === null ? '–' : printTimes(compared.theoreticalSpeedup);
  }

  #measured(id: string, pass: ComparedPass) {
    const measured = passOfVariant(id, pass)?.measuredSpeedup ?? null;
    return measured === null
      ? html`<td class="number">–<small>not known</small></td>`
      : amountCell(timesParts(measured), `measured ${verdictOf(measured)}`);
  }

  #score(score: PublishedScore | null, sources: readonly string[]) {
    if (score === null) return html`<td class="number first">–</td>`;
    const mark = sources.indexOf(sourceOf(score)) + 1;
    return html`<td class="number first">
      ${printScoreValue(score.value, score.unit)}<sup>${mark}</sup>
      <small>${printDifference(score)}</small>
    </td>`;
  }

  #refused(refused: CompareAnswer['single']['refused']) {
    if (refused.length === 0) return nothing;
    return html`<ul class="refused" data-testid="comparison-refused">
      ${refused.map(
        ({ id, reason }) => html`<li><b class="typed">${id}</b> is not compared: ${reason}</li>`,
      )}
    </ul>`;
  }

  #sources(sources: readonly string[], scored: PublishedScore | undefined) {
    return html`<div class="origins small muted">
      <p>
        1 MAC = 2 FLOP. Counted: from the model’s graph. Measured: by the sums of the kernels that
        would run here, each read from measurements of one run. Energy: that time by the power of
        the device. ${scored === undefined ? 'No published score of these variants is known.' : ''}
      </p>
      ${
        sources.length === 0
          ? nothing
          : html`<ol data-testid="comparison-sources">
              ${sources.map((source) => html`<li>${source}</li>`)}
            </ol>`
      }
    </div>`;
  }
}

/** Of the interval: whether it is faster or slower than the dense network, if that can be told. */
function verdictOf({ low, high }: Range): string {
  if (low === high) return '';
  return high < 1 ? 'slower' : low > 1 ? 'faster' : 'open';
}

function known(range: Range | null, print: (range: Range) => PrintedAmount): PrintedAmount {
  return range === null ? UNKNOWN : print(range);
}

function amountCell({ value, range }: PrintedAmount, kind = '') {
  return html`<td class="number ${kind}">
    ${value}${range === '' ? nothing : html`<small>${range}</small>`}
  </td>`;
}

/** Each once, in the order of the rows. */
function sourcesOf(all: readonly ComparedVariant[]): readonly string[] {
  return [
    ...new Set(all.flatMap(({ accuracy }) => (accuracy === null ? [] : [sourceOf(accuracy)]))),
  ];
}

function sourceOf({ technique, source, date, provenance }: PublishedScore): string {
  const how = technique === null ? '' : `${technique}: `;
  const when = date === null ? '' : `, ${date}`;
  return `${how}${source}${when}${provenance === 'memory' ? ' (unverified)' : ''}`;
}

customElements.define('fs-comparison-table', ComparisonTable);
