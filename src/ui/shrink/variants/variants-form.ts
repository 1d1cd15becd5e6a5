// Which model, which variants of it, and at which sizes. What is wrong is said beside the field; what was typed stays.
import { html, LitElement, nothing } from 'lit';
import { listModels } from '../../../models/zoo/zoo.ts';
import type { ModelSize } from '../../../workers/models-api.ts';
import type { ModelPicked } from '../../picker/model-picker.ts';
import '../../picker/model-picker.ts';
import type { Parameters } from '../../route/route.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { formStyles } from '../../styles/form.styles.ts';
import { panelField } from '../../train/panel-field.ts';
import './variant-list.ts';
import type { VariantsForm as Question } from './variants-question.ts';

export class VariantsForm extends LitElement {
  static override styles = [baseStyles, controlStyles, formStyles];
  static override properties = {
    question: { attribute: false },
    sizes: { attribute: false },
    refusal: { attribute: false },
    changed: { type: Boolean },
  };

  declare question: Question | undefined;
  /** By model id, as far as they have been counted. */
  declare sizes: ReadonlyMap<string, ModelSize>;
  /** Why nothing of a well-formed list applies to the model. */
  declare refusal: string | undefined;
  /** Whether the list is another than the usual one. */
  declare changed: boolean;

  constructor() {
    super();
    this.sizes = new Map();
    this.changed = false;
  }

  override render() {
    const { question, refusal } = this;
    if (question === undefined) return nothing;
    const { model, text, entries, listError, fields } = question;
    return html`<form
      aria-label="Model and variants"
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
    >
      <div>
        <fs-model-picker
          input-testid="variants-model"
          .models=${listModels()}
          .sizes=${this.sizes}
          .value=${model.id}
          @model-pick=${(event: CustomEvent<ModelPicked>) => {
            this.#tell({ model: event.detail.id });
          }}
        ></fs-model-picker>
        <p class="summary">${model.source}</p>
      </div>
      <fs-variant-list
        .text=${text}
        .entries=${entries}
        .error=${listError ?? refusal}
        @variants-change=${(event: CustomEvent<string>) => {
          this.#tell({ variants: event.detail });
        }}
      ></fs-variant-list>
      ${
        this.changed
          ? html`<p>
              <button
                type="button"
                class="plain"
                data-testid="usual-variants"
                @click=${() => {
                  this.#tell({ variants: undefined });
                }}
              >
                Back to the usual variants
              </button>
            </p>`
          : nothing
      }
      <div class="fields">
        ${fields.map(({ key, label, text: typed, help, error }) =>
          panelField(
            { id: key, label, text: typed, error, ...(help === undefined ? {} : { help }) },
            (value) => {
              this.#tell({ [key]: value });
            },
          ),
        )}
      </div>
    </form>`;
  }

  #tell(detail: FormChange): void {
    this.dispatchEvent(new CustomEvent<FormChange>('form-change', { detail }));
  }
}

/** What is undefined goes back to what is usual; an emptied field stays empty. */
export type FormChange = Readonly<Record<string, Parameters[string] | undefined>>;

customElements.define('fs-variants-form', VariantsForm);
