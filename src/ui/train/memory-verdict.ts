// Does it fit, and what would make it fit? The memory is typed or taken from a card; every suggestion is computed
// when it is asked for, and one press puts it into the recipe.
import { html, LitElement, nothing } from 'lit';
import type { EstimateRequest } from '../../estimate/estimate-training.ts';
import {
  type FieldChanges,
  type MemoryAdvice,
  memoryAdvice,
  type MemorySuggestion,
} from '../../estimate/regimes/memory-advice.ts';
import type { MemoryVerdict as Verdict } from '../../estimate/training-estimate.ts';
import { type Accelerator, loadAccelerators } from '../../facts/accelerators.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import { formatAmount, formatShare, roundToPlace } from '../../shared/format.ts';
import { formatDuration } from '../../shared/format-duration.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { formStyles } from '../styles/form.styles.ts';
import { memoryVerdictStyles } from './memory-verdict.styles.ts';
import { panelField } from './panel-field.ts';

export class MemoryVerdict extends LitElement {
  static override styles = [baseStyles, controlStyles, formStyles, memoryVerdictStyles];
  static override properties = {
    verdict: { attribute: false },
    request: { attribute: false },
    text: { attribute: false },
    error: { attribute: false },
    cards: { state: true },
    advice: { state: true },
    failure: { state: true },
  };

  declare verdict: Verdict | null;
  /** What the advice is computed from; undefined until there is a result. */
  declare request: EstimateRequest | undefined;
  /** What stands in the field, an amount or the name of a card. */
  declare text: string;
  declare error: string | undefined;
  declare cards: readonly Accelerator[];
  declare advice: MemoryAdvice | undefined;
  declare failure: string | undefined;

  constructor() {
    super();
    this.verdict = null;
    this.text = '';
    this.cards = [];
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('verdict') || changed.has('request')) {
      this.advice = undefined;
      this.failure = undefined;
    }
  }

  override render() {
    const { verdict } = this;
    return html`
      ${verdict === null ? nothing : this.#answer(verdict)}
      <div class="field" @focusin=${this.#load}>
        ${panelField(
          {
            id: 'gpu-memory',
            label: 'Memory of the GPU',
            text: this.text,
            placeholder: '24 GB, or the name of a card',
            error: this.error,
            list: 'cards',
            ...(verdict === null
              ? { help: 'Browsers do not tell it. Then this says whether training fits.' }
              : {}),
          },
          (value) => {
            this.#typed(value);
          },
        )}
        <datalist id="cards">
          ${this.cards.map(({ name }) => html`<option value=${name}></option>`)}
        </datalist>
      </div>
    `;
  }

  #answer({ fits, share, neededBytes, deviceBytes }: Verdict) {
    const of = formatAmount(deviceBytes, 'B');
    if (fits) {
      return html`<p class="verdict" data-testid="memory-verdict" data-fits="yes">
        <b>It fits:</b> ${formatShare(share)} of ${of}. Workspace and fragmentation come on top.
      </p>`;
    }
    return html`<div class="unfit">
      <p class="verdict bad" data-testid="memory-verdict" data-fits="no">
        <b>It does not fit:</b> ${formatAmount(neededBytes, 'B')} into ${of},
        ${roundToPlace(share, share < 10 ? -1 : 0)} times as much as there is.
      </p>
      ${
        this.advice === undefined
          ? html`<button type="button" data-testid="memory-advice" @click=${this.#advise}>
              What would make it fit?
            </button>`
          : this.#suggestions(this.advice)
      }
      ${this.failure === undefined ? nothing : html`<p class="error" role="alert">${this.failure}</p>`}
    </div>`;
  }

  #suggestions({ suggestions, together }: MemoryAdvice) {
    const all = together === null ? suggestions : [...suggestions, together];
    const enough = all.some(({ fits }) => fits);
    return html`
      <ul class="suggestions" data-testid="memory-suggestions">
        ${all.map((each) => this.#suggestion(each))}
      </ul>
      ${
        enough
          ? nothing
          : html`<p>
              Nothing of this is enough. A model of this size is cut up over several GPUs, each
              holding a part of its layers, which is not estimated here.
            </p>`
      }
    `;
  }

  #suggestion(suggestion: MemorySuggestion) {
    const { id, sentence, totalBytes, fits, seconds, timeFactor, unknownTime, changes } =
      suggestion;
    return html`<li class=${fits ? 'enough' : ''}>
      <p>
        <b class="size">${formatAmount(totalBytes, 'B')}</b>
        <span class="mark">${fits ? 'fits' : 'not yet enough'}</span>
      </p>
      <div>
        <p>${id === 'together' ? html`<b>Together:</b> ` : nothing}${sentence}</p>
        <p class="price">
          ${
            seconds === null || timeFactor === null
              ? (unknownTime ?? '')
              : `${formatDuration(seconds.value)}, ${priceOf(timeFactor)}`
          }
        </p>
      </div>
      <button
        type="button"
        data-testid="use-${id}"
        @click=${() => {
          this.#change(changes);
        }}
      >
        Use<span class="visually-hidden"> this: ${sentence}</span>
      </button>
    </li>`;
  }

  #advise(): void {
    if (this.request === undefined) return;
    try {
      this.advice = memoryAdvice(this.request);
    } catch (thrown) {
      this.failure = asFlopscopeError(thrown).message;
    }
  }

  /** The list of cards comes when it is first needed. */
  #load(): void {
    if (this.cards.length > 0) return;
    void loadAccelerators().then(
      (cards) => {
        this.cards = cards.filter(({ memoryBytes }) => memoryBytes !== undefined);
      },
      () => {
        // Without the list an amount can still be typed.
        this.cards = [];
      },
    );
  }

  #typed(value: string): void {
    const card = this.cards.find(({ name }) => name === value);
    const bytes = card?.memoryBytes;
    this.#change({ memory: bytes === undefined ? value : `${bytes / 1e9} GB` });
  }

  #change(detail: FieldChanges): void {
    this.dispatchEvent(new CustomEvent('recipe-changes', { detail }));
  }
}

function priceOf(factor: number): string {
  if (Math.abs(factor - 1) < 0.005) return 'as long as now';
  return factor > 1
    ? `${roundToPlace(factor, -2)} times as long`
    : `${roundToPlace(factor, -2)} of the time`;
}

customElements.define('fs-memory-verdict', MemoryVerdict);
