// One claim of cost as a card: what was said, the same sum reckoned from its inputs, the difference and where it comes
// from, and how long the work would take here. Every input can be changed; the last valid figures stay, marked.
import { html, LitElement, nothing } from 'lit';
import type { CheckedOutcome } from '../../../trends/claims/check-cost-claim.ts';
import type { ParsedInput } from '../../../trends/claims/parse-claim-inputs.ts';
import { originOf } from '../../../trends/fit/origin.ts';
import { staleMark } from '../../answer/stale-mark.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { formStyles } from '../../styles/form.styles.ts';
import { answerStyles } from '../../styles/answer.styles.ts';
import { sheetStyles } from '../../styles/sheet.styles.ts';
import { tableStyles } from '../../styles/table.styles.ts';
import { panelField } from '../../train/panel-field.ts';
import { isUnverified, originText, sourceText } from '../origin-text.ts';
import { trendsStyles } from '../trends.styles.ts';
import { unverifiedMark } from '../unverified-mark.ts';
import { claimCardStyles } from './claim-card.styles.ts';
import type { ClaimEdit } from './claim-edits.ts';
import type { ClaimState } from './reckon-claims.ts';

export class ClaimCard extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    formStyles,
    answerStyles,
    sheetStyles,
    tableStyles,
    trendsStyles,
    claimCardStyles,
  ];
  static override properties = {
    state: { attribute: false },
    time: { attribute: false },
    opened: { type: Boolean },
  };

  declare state: ClaimState | undefined;
  /** How long its work would take here, as a sentence. */
  declare time: string;
  /** Whether its inputs are shown from the start. */
  declare opened: boolean;

  constructor() {
    super();
    this.time = '';
    this.opened = false;
  }

  override render() {
    const { state } = this;
    if (state === undefined) return nothing;
    const { claim, check, valid } = state;
    const { result, others, why, typed } = valid;
    const issues = [result, ...others].flatMap(({ issue }) => issue ?? []);
    const failure = check.ok ? undefined : check.errors['formula'];
    return html`<section class="sheet" aria-labelledby="title" data-testid="claim-${claim.id}">
      <header>
        <h2 id="title">${claim.title}</h2>
        <p>${verdictOf(result)}</p>
      </header>
      <div>
        <blockquote>
          ${claim.claim}
          <cite>${originText(originOf(claim))}</cite>
        </blockquote>
        ${staleMark(!check.ok)}
        ${failure === undefined ? nothing : html`<p class="error" role="alert">${failure}</p>`}
        <div class="table-frame" role="region" aria-label="Figures: ${claim.title}" tabindex="0">
          <table class=${check.ok ? '' : 'stale'}>
            <thead>
              <tr>
                <th scope="col">Figure</th>
                <th scope="col" class="number">Published</th>
                <th scope="col" class="number">Here</th>
                <th scope="col" class="number">Difference</th>
              </tr>
            </thead>
            <tbody>
              ${[result, ...others].map(outcomeRow)}
            </tbody>
          </table>
        </div>
        ${issues.map((issue) => html`<p class="issue">${issue}</p>`)}
        <p>${why}</p>
        ${
          valid.unverified.length === 0
            ? nothing
            : html`<p>
                ${unverifiedMark(true)}
                <span class="small muted">${valid.unverified.join('; ')}.</span>
              </p>`
        }
        <p class="muted">${valid.workSentence} ${this.time}</p>
        <p class="small muted"><code data-testid="claim-${claim.id}-formula">${typed}</code></p>
        ${this.#inputs(state)}
      </div>
    </section>`;
  }

  #inputs({ claim, edits, check, valid }: ClaimState) {
    const errors = check.ok ? {} : check.errors;
    const changed = Object.keys(edits).length > 0;
    return html`<details class="screen-only" ?open=${this.opened || changed}>
      <summary class="small">Change its ${claim.inputs.length} inputs</summary>
      <div class="fields">
        ${claim.inputs.map((input) => {
          const now = valid.inputs.find((each) => each.input.name === input.name);
          const typed = Object.hasOwn(edits, input.name) ? edits[input.name] : undefined;
          const error = Object.hasOwn(errors, input.name) ? errors[input.name] : undefined;
          return panelField(
            {
              id: `${claim.id}-${input.name}`,
              label: input.label,
              unit: input.unit,
              text: typeof typed === 'string' ? typed : printInput(input.value),
              placeholder: printInput(input.value),
              help: helpOf(now ?? { input, value: input.value, edited: false }),
              ...(error === undefined ? {} : { error }),
            },
            (text) => {
              this.#tell({ claim: claim.id, input: input.name, text });
            },
          );
        })}
      </div>
      ${
        changed
          ? html`<button
              type="button"
              class="plain"
              data-testid="claim-${claim.id}-reset"
              @click=${() => {
                this.dispatchEvent(new CustomEvent<string>('claim-reset', { detail: claim.id }));
              }}
            >
              Back to the cited inputs
            </button>`
          : nothing
      }
    </details>`;
  }

  #tell(detail: ClaimEdit): void {
    this.dispatchEvent(new CustomEvent<ClaimEdit>('claim-edit', { detail }));
  }
}

function verdictOf({ published, issue }: CheckedOutcome) {
  if (published === undefined) return 'Nothing was published to hold it against.';
  const units = issue === undefined ? '' : ' Its units do not cancel.';
  return published.agrees
    ? html`Comes out as published. <span class="differs">${units}</span>`
    : html`<span class="differs"
        >${published.printedDifference} beside what was published.${units}</span
      >`;
}

function outcomeRow({ id, label, printed, published, unverified, sentence }: CheckedOutcome) {
  return html`<tr class=${id === 'result' ? 'result' : ''}>
    <th scope="row">${label}<small>${sentence ?? ''}</small></th>
    <td class="number">${published?.printed ?? '–'}</td>
    <td class="number">${printed} ${unverifiedMark(unverified)}</td>
    <td class="number ${published?.agrees === false ? 'differs' : ''}">
      ${published?.printedDifference ?? '–'}
    </td>
  </tr>`;
}

/** Every digit that counts, as the fields read it again. */
function printInput(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 15 });
}

function helpOf({ input, edited }: ParsedInput): string {
  if (edited) return `Changed; the cited figure is ${printInput(input.value)}.`;
  const origin = originOf(input);
  const mark = isUnverified(origin) ? 'Unverified. ' : '';
  return `${mark}${input.note === undefined ? '' : `${input.note} `}${sourceText(origin)}.`;
}

customElements.define('fs-claim-card', ClaimCard);
