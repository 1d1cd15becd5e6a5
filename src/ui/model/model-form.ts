// Choosing a model, its head and its sizes, or opening a file. What is wrong is said beside the field; what was
// typed stays as it was typed.
import { html, LitElement, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ModelPicked } from '../picker/model-picker.ts';
import '../picker/model-picker.ts';
import { routeHash } from '../route/route.ts';
import type { ModelsSession } from '../session/models-session.ts';
import { EventController } from '../session/event-controller.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { formStyles } from '../styles/form.styles.ts';
import './file-opener.ts';
import { modelFormStyles } from './model-form.styles.ts';
import type { ModelQuestion, SizeField } from './model-question.ts';

export type ModelChange =
  | { readonly kind: 'model' | 'head'; readonly value: string }
  | { readonly kind: 'size'; readonly name: string; readonly value: string }
  | { readonly kind: 'reset' | 'close' };

/** A short unit stands with the label. */
const SHORT_UNIT = 10;

export class ModelForm extends LitElement {
  static override styles = [baseStyles, controlStyles, formStyles, modelFormStyles];
  static override properties = { models: { attribute: false }, question: { attribute: false } };

  declare models: ModelsSession;
  declare question: ModelQuestion | undefined;

  constructor() {
    super();
    new EventController(this, () => this.models);
  }

  override render() {
    const { models, question } = this;
    const subject = question?.subject;
    const changed = question?.fields.some((field) => field.changed) === true;
    return html`<form
      aria-label="Model and sizes"
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
    >
      <div>
        <fs-model-picker
          .models=${models.models ?? []}
          .sizes=${models.sizes}
          .value=${subject?.kind === 'zoo' ? subject.info.id : ''}
          @model-pick=${(event: CustomEvent<ModelPicked>) => {
            this.#tell({ kind: 'model', value: event.detail.id });
          }}
        ></fs-model-picker>
        ${
          subject?.kind === 'zoo'
            ? html`<p class="summary">${subject.info.source}. ${subject.info.year}.</p>`
            : nothing
        }
      </div>
      ${this.#file()} ${this.#head()}
      ${
        question === undefined || question.fields.length === 0
          ? nothing
          : html`<div class="fields">
              ${repeat(
                question.fields,
                ({ limits }) => limits.name,
                (field, index) => this.#field(field, index),
              )}
            </div>`
      }
      ${
        changed
          ? html`<p>
              <button type="button" class="plain" data-testid="reset-sizes" @click=${this.#reset}>
                Back to the usual sizes
              </button>
            </p>`
          : nothing
      }
      <fs-file-opener .models=${models}></fs-file-opener>
    </form>`;
  }

  /** The file that was opened last stays at hand while another model is looked at. */
  #file() {
    const { file } = this.models;
    if (file === undefined) return nothing;
    const shown = this.question?.subject.kind === 'file';
    return html`<div class="open-file" data-testid="open-file">
      <p>
        <b>${file.opened.fileName}</b>
        <span class="muted">${file.opened.formatLabel}, open in this visit</span>
      </p>
      ${
        shown
          ? html`<button
              type="button"
              class="plain"
              data-testid="close-model-file"
              @click=${() => {
                this.#tell({ kind: 'close' });
              }}
            >
              Close
            </button>`
          : html`<a href=${routeHash('model', { source: 'file' })} data-testid="show-file"
              >Show it</a
            >`
      }
      ${
        shown
          ? html`<p class="summary">
              A link cannot hold a file: whoever opens this address is asked for it.
            </p>`
          : nothing
      }
    </div>`;
  }

  #head() {
    const subject = this.question?.subject;
    if (subject?.kind !== 'zoo' || subject.info.heads.length < 2) return nothing;
    return html`<div>
      <label for="head">Task head</label>
      <select
        id="head"
        data-testid="model-head"
        @change=${(event: Event) => {
          if (!(event.currentTarget instanceof HTMLSelectElement)) return;
          this.#tell({ kind: 'head', value: event.currentTarget.value });
        }}
      >
        ${subject.info.heads.map(
          (head) =>
            html`<option value=${head} ?selected=${head === subject.head}>
              ${head === 'none' ? 'none' : head.replaceAll('-', ' ')}
            </option>`,
        )}
      </select>
    </div>`;
  }

  #field({ limits, text, changed, error }: SizeField, index: number) {
    const { name, label, unit } = limits;
    // Names of a file's axes may be anything, so that ids are numbered.
    const id = `size-${index}`;
    const known = unit === '' || label.toLowerCase().includes(unit.toLowerCase());
    return html`<div class=${changed ? 'changed' : ''}>
      <label for=${id}
        >${label}
        ${known || unit.length > SHORT_UNIT ? nothing : html`<span class="unit">${unit}</span>`}</label
      >
      <input
        id=${id}
        data-testid="size-${name}"
        inputmode="numeric"
        autocomplete="off"
        maxlength="40"
        .value=${live(text)}
        aria-invalid=${error === undefined ? 'false' : 'true'}
        aria-describedby=${error === undefined ? nothing : `${id}-error`}
        @input=${(event: Event) => {
          if (!(event.currentTarget instanceof HTMLInputElement)) return;
          this.#tell({ kind: 'size', name, value: event.currentTarget.value });
        }}
      />
      ${
        error === undefined
          ? nothing
          : html`<p class="error" id="${id}-error" role="alert" data-testid="size-error">
              ${error}
            </p>`
      }
    </div>`;
  }

  #reset(): void {
    this.#tell({ kind: 'reset' });
  }

  #tell(detail: ModelChange): void {
    this.dispatchEvent(new CustomEvent('model-change', { detail, bubbles: true, composed: true }));
  }
}

customElements.define('fs-model-form', ModelForm);
