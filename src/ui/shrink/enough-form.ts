// How good must it be, by which evaluation, and what should be cheap? What is wrong is said beside the field; what was
// typed stays.
import { html, LitElement, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Evaluation } from '../../estimate/shrink/evaluations.ts';
import { CRITERIA } from '../../estimate/shrink/rank-candidates.ts';
import type { Parameters } from '../route/route.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { formStyles } from '../styles/form.styles.ts';
import { criterionNames, type EnoughForm as Question } from './enough-question.ts';

export class EnoughForm extends LitElement {
  static override styles = [baseStyles, controlStyles, formStyles];
  static override properties = {
    question: { attribute: false },
    evaluations: { attribute: false },
  };

  declare question: Question | undefined;
  declare evaluations: readonly Evaluation[];

  constructor() {
    super();
    this.evaluations = [];
  }

  override render() {
    const { question, evaluations } = this;
    if (question === undefined) return nothing;
    const { evaluation, criterion, text, error } = question;
    return html`<form
      aria-label="What is enough"
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
    >
      <div>
        <label for="score"
          >${evaluation.better === 'higher' ? 'At least' : 'At most'}
          <span class="unit">${evaluation.unit}</span></label
        >
        <input
          id="score"
          data-testid="enough-score"
          inputmode="decimal"
          autocomplete="off"
          maxlength="40"
          .value=${live(text)}
          aria-invalid=${error === undefined ? 'false' : 'true'}
          aria-describedby=${error === undefined ? nothing : 'score-error'}
          @input=${(event: Event) => {
            this.#tell('score', event);
          }}
        />
        ${
          error === undefined
            ? nothing
            : html`<p class="error" id="score-error" role="alert" data-testid="enough-error">
                ${error}
              </p>`
        }
      </div>
      <div>
        <label for="evaluation">Evaluation</label>
        <select
          id="evaluation"
          data-testid="enough-evaluation"
          @change=${(event: Event) => {
            this.#tell('evaluation', event);
          }}
        >
          ${evaluations.map(
            ({ id, name }) =>
              html`<option value=${id} .selected=${id === evaluation.id}>${name}</option>`,
          )}
        </select>
        <p class="summary">${evaluation.sentence}</p>
      </div>
      <div>
        <label for="by">Cheapest in</label>
        <select
          id="by"
          data-testid="enough-by"
          @change=${(event: Event) => {
            this.#tell('by', event);
          }}
        >
          ${CRITERIA.map(
            (each) =>
              html`<option value=${each} .selected=${each === criterion}>
                ${criterionNames[each]}
              </option>`,
          )}
        </select>
      </div>
    </form>`;
  }

  #tell(key: 'score' | 'evaluation' | 'by', { currentTarget }: Event): void {
    if (
      !(currentTarget instanceof HTMLInputElement || currentTarget instanceof HTMLSelectElement)
    ) {
      return;
    }
    // Another evaluation has another scale.
    const detail: Parameters = {
      [key]: currentTarget.value,
      ...(key === 'evaluation' ? { score: '' } : {}),
    };
    this.dispatchEvent(new CustomEvent('enough-change', { detail }));
  }
}

customElements.define('fs-enough-form', EnoughForm);
