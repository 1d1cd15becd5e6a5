// The models that are good enough, the cheapest first, with every cost and where the score comes from.
import { html, LitElement, nothing } from 'lit';
import { printScore } from '../../estimate/shrink/parse-goal.ts';
import {
  durationParts,
  energyParts,
  type PrintedAmount,
} from '../../estimate/shrink/print-amount.ts';
import type { RankedCandidate } from '../../estimate/shrink/rank-candidates.ts';
import type { EnoughAnswer } from '../../estimate/shrink/smallest-enough.ts';
import { formatAmount } from '../../shared/format.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { enoughTableStyles } from './enough-table.styles.ts';

/** More are a list, not an answer. */
const SHOWN = 12;

export class EnoughTable extends LitElement {
  static override styles = [baseStyles, controlStyles, tableStyles, enoughTableStyles];
  static override properties = { answer: { attribute: false }, all: { state: true } };

  declare answer: EnoughAnswer | undefined;
  declare all: boolean;

  constructor() {
    super();
    this.all = false;
  }

  override render() {
    const { answer, all } = this;
    if (answer === undefined) return nothing;
    const { candidates, evaluation, largeBatch } = answer;
    const enough = candidates.filter((each) => each.enough);
    const shown = all ? enough : enough.slice(0, SHOWN);
    const notes = [...new Set(shown.flatMap(({ note }) => note ?? []))];
    const marks = new Map(notes.map((note, index) => [note, index + 1]));
    return html`<div
        class="table-frame"
        role="region"
        aria-label="Models that are good enough"
        tabindex="0"
        data-testid="enough-table"
      >
        <table>
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col" class="number">${evaluation.name}</th>
              <th scope="col" class="number">One answer</th>
              <th scope="col" class="number">Each of ${largeBatch}</th>
              <th scope="col" class="number">Training</th>
              <th scope="col" class="number">Size</th>
              <th scope="col" class="number">Energy of one</th>
            </tr>
          </thead>
          <tbody>
            ${shown.map((each) => this.#row(each, answer, marks))}
          </tbody>
        </table>
      </div>
      ${
        enough.length <= SHOWN
          ? nothing
          : html`<p>
              <button
                type="button"
                class="plain"
                data-testid="enough-all"
                @click=${() => {
                  this.all = !all;
                }}
              >
                ${all ? `Only the first ${SHOWN}` : `All ${enough.length} that are enough`}
              </button>
            </p>`
      }
      ${
        notes.length === 0
          ? nothing
          : html`<ol class="small muted">
              ${notes.map((note) => html`<li>${note}</li>`)}
            </ol>`
      }`;
  }

  #row(
    candidate: RankedCandidate,
    { evaluation, candidates }: EnoughAnswer,
    marks: ReadonlyMap<string, number>,
  ) {
    const { cost, dominatedBy, note, citation } = candidate;
    const dominator = candidates.find(({ id }) => id === dominatedBy);
    const mark = note === undefined ? undefined : marks.get(note);
    return html`<tr>
      <th scope="row">
        ${candidate.name}${mark === undefined ? '' : html`<sup>${mark}</sup>`}
        <small>
          ${candidate.weights}
          ${
            dominator === undefined
              ? nothing
              : html`<br />beaten by
                  ${dominator.name === candidate.name ? dominator.weights : dominator.name}`
          }
        </small>
      </th>
      <td class="number" title="${citation.source}, checked ${citation.checked}">
        ${printScore(candidate.score, evaluation)}${
          citation.provenance === 'memory' ? ' (unverified)' : ''
        }
      </td>
      ${amountCell(durationParts(cost.inferenceSeconds))}
      ${amountCell(durationParts(cost.batchedSeconds))}
      ${amountCell(durationParts(cost.trainingSeconds))}
      <td class="number">${formatAmount(cost.checkpointBytes, 'B')}</td>
      ${amountCell(energyParts(cost.energyKwh.inference))}
    </tr>`;
  }
}

function amountCell({ value, range }: PrintedAmount) {
  return html`<td class="number">${value}<small>${range}</small></td>`;
}

customElements.define('fs-enough-table', EnoughTable);
