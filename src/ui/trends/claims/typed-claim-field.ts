// A claim of one's own: arithmetic with units, reckoned while it is typed. What is wrong is said with its place marked.
import { html, LitElement, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { MAX_LENGTH } from '../../../trends/claims/tokens.ts';
import { checkTypedClaim, EXAMPLES, type TypedClaim } from '../../../trends/claims/typed-claim.ts';
import type { TrainingRate } from '../../../trends/efficiency/training-rate.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { formStyles } from '../../styles/form.styles.ts';
import { claimTime } from './claim-time.ts';
import { typedClaimStyles } from './typed-claim-field.styles.ts';

type Failed = Extract<TypedClaim, { readonly ok: false }>;

export class TypedClaimField extends LitElement {
  static override styles = [baseStyles, controlStyles, formStyles, typedClaimStyles];
  static override properties = {
    text: { attribute: false },
    rate: { attribute: false },
    device: { attribute: false },
  };

  declare text: string;
  declare rate: TrainingRate | undefined;
  declare device: string;

  constructor() {
    super();
    this.text = '';
    this.device = '';
  }

  override render() {
    const { text } = this;
    const checked = text.trim() === '' ? undefined : checkTypedClaim(text);
    const invalid = checked?.ok === false;
    return html`<form
      aria-label="A claim of your own"
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
    >
      <div>
        <label for="typed">Figures with their units, times, over, plus and minus</label>
        <textarea
          id="typed"
          data-testid="typed-claim"
          rows="2"
          maxlength=${MAX_LENGTH}
          spellcheck="false"
          autocomplete="off"
          placeholder=${EXAMPLES[0] ?? ''}
          .value=${live(text)}
          aria-invalid=${invalid ? 'true' : 'false'}
          aria-describedby="answer"
          @input=${(event: Event) => {
            if (event.currentTarget instanceof HTMLTextAreaElement) {
              this.#tell(event.currentTarget.value);
            }
          }}
        ></textarea>
      </div>
      <div id="answer" role="status" data-testid="typed-answer">${this.#answer(checked)}</div>
      <div>
        <p class="summary">For instance:</p>
        <ul>
          ${EXAMPLES.map(
            (example) =>
              html`<li>
                <button
                  type="button"
                  class="plain"
                  @click=${() => {
                    this.#tell(example);
                  }}
                >
                  ${example}
                </button>
              </li>`,
          )}
        </ul>
      </div>
    </form>`;
  }

  #answer(checked: TypedClaim | undefined) {
    if (checked === undefined) return nothing;
    if (!checked.ok) return this.#failed(checked);
    const { printed, flop, issue } = checked;
    return html`
      <p class="result">${printed}</p>
      ${issue === undefined ? nothing : html`<p class="issue">${issue}</p>`}
      ${
        flop === undefined || this.rate === undefined || !(flop > 0)
          ? nothing
          : html`<p class="muted">${claimTime(flop, this.rate, this.device)}</p>`
      }
    `;
  }

  #failed({ error, span }: Failed) {
    const { text } = this;
    // At the end of the text nothing stands that could be marked.
    const place = text.slice(span.start, span.end);
    return html`<p class="error">${error}</p>
      <p class="place">
        <code
          >${text.slice(0, span.start)}<mark data-testid="typed-place"
            >${place.trim() === '' ? '\u00a0…\u00a0' : place}</mark
          >${text.slice(span.end)}</code
        >
      </p>`;
  }

  #tell(detail: string): void {
    this.dispatchEvent(new CustomEvent<string>('typed-change', { detail }));
  }
}

customElements.define('fs-typed-claim', TypedClaimField);
