// The variants to compare, as a list that is added to and taken from, and as the text that the command line takes.
// Whatever is typed stays; what is wrong with it is said beside it.
import { html, LitElement, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { variants } from '../../../models/variants/variant-list.ts';
import type { VariantParameter } from '../../../models/variants/variant.ts';
import { listModels } from '../../../models/zoo/zoo.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { formStyles } from '../../styles/form.styles.ts';
import {
  addEntry,
  addStep,
  type EntryStep,
  exampleStep,
  removeEntry,
  removeStep,
  setValue,
  type ValuePlace,
  type VariantEntry,
} from './variant-entries.ts';
import { variantListStyles } from './variant-list.styles.ts';

/** As long as the address takes. */
const LONGEST = 400;

export class VariantList extends LitElement {
  static override styles = [baseStyles, controlStyles, formStyles, variantListStyles];
  static override properties = {
    text: { attribute: false },
    entries: { attribute: false },
    error: { attribute: false },
    added: { state: true },
    onto: { state: true },
  };

  declare text: string;
  declare entries: readonly VariantEntry[];
  /** What is wrong with the list as a whole. */
  declare error: string | undefined;
  /** Id of what the button would add. */
  declare added: string;
  /** Place of the entry that it would be put on; a variant of its own when undefined. */
  declare onto: number | undefined;

  constructor() {
    super();
    this.text = '';
    this.entries = [];
    this.added = 'pruned';
  }

  override render() {
    const { entries, error, text } = this;
    return html`
      <fieldset>
        <legend>Variants</legend>
        <ol data-testid="variant-entries">
          ${entries.map((entry, index) => this.#entry(entry, index))}
        </ol>
      </fieldset>
      ${this.#adding()}
      <div>
        <label for="text"
          >The same as text <span class="unit">as “flopscope compare” takes it</span></label
        >
        <textarea
          id="text"
          data-testid="variants-text"
          rows="3"
          spellcheck="false"
          autocomplete="off"
          maxlength=${LONGEST}
          .value=${live(text)}
          aria-invalid=${error === undefined ? 'false' : 'true'}
          aria-describedby=${error === undefined ? nothing : 'text-error'}
          @input=${(event: Event) => {
            if (event.currentTarget instanceof HTMLTextAreaElement) {
              this.#tell(event.currentTarget.value);
            }
          }}
        ></textarea>
        ${
          error === undefined
            ? nothing
            : html`<p class="error" id="text-error" role="alert" data-testid="variants-error">
                ${error}
              </p>`
        }
      </div>
      <datalist id="models">
        ${listModels().map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
      </datalist>
    `;
  }

  #entry({ steps, text, error }: VariantEntry, entry: number) {
    return html`<li class=${error === undefined ? '' : 'wrong'}>
      <div class="steps">
        ${steps.map((step, index) => this.#step(step, { entry, step: index }, steps.length > 1))}
      </div>
      <button
        type="button"
        class="remove"
        aria-label="Remove ${text}"
        data-testid="variant-remove-${entry}"
        @click=${() => {
          this.onto = undefined;
          this.#tell(removeEntry(this.text, entry));
        }}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 4 L12 12 M12 4 L4 12" /></svg>
      </button>
      ${
        error === undefined
          ? nothing
          : html`<p class="error" id="entry-${entry}-error" role="alert">${error}</p>`
      }
    </li>`;
  }

  #step(
    { id, variant, values }: EntryStep,
    place: Omit<ValuePlace, 'parameter'>,
    isOneOfSeveral: boolean,
  ) {
    return html`<div class="step">
      <span class="name" title=${variant?.sentence ?? nothing}
        >${place.step === 0 ? '' : '+ '}${variant?.name ?? (id === '' ? 'Nothing' : `“${id.slice(0, 40)}”`)}</span
      >
      ${variant?.parameters.map((parameter, index) =>
        this.#value(parameter, values[index] ?? '', { ...place, parameter: index }),
      )}
      ${
        isOneOfSeveral
          ? html`<button
              type="button"
              class="plain"
              aria-label="Take ${variant?.name ?? id} off"
              @click=${() => {
                this.#tell(removeStep(this.text, place.entry, place.step));
              }}
            >
              take off
            </button>`
          : nothing
      }
    </div>`;
  }

  #value(parameter: VariantParameter, value: string, place: ValuePlace) {
    const { name, sentence, kind, default: usual } = parameter;
    const id = `value-${place.entry}-${place.step}-${place.parameter}`;
    const { error } = this.entries[place.entry] ?? {};
    return html`<label class=${kind} title=${sentence}
      ><span class="unit">${name}</span>
      <input
        id=${id}
        data-testid=${id}
        autocomplete="off"
        spellcheck="false"
        maxlength="40"
        inputmode=${kind === 'number' ? 'decimal' : 'text'}
        list=${kind === 'model' ? 'models' : nothing}
        placeholder=${usual === undefined ? nothing : String(usual)}
        .value=${live(value)}
        aria-invalid=${error === undefined ? 'false' : 'true'}
        aria-describedby=${error === undefined ? nothing : `entry-${place.entry}-error`}
        @input=${(event: Event) => {
          if (event.currentTarget instanceof HTMLInputElement) {
            this.#tell(setValue(this.text, place, event.currentTarget.value));
          }
        }}
      />
    </label>`;
  }

  #adding() {
    const { entries, added, onto } = this;
    const chosen = variants.find(({ id }) => id === added);
    return html`<div class="adding">
      <div class="fields">
        <div>
          <label for="added">Add</label>
          <select
            id="added"
            data-testid="variant-added"
            @change=${(event: Event) => {
              if (event.currentTarget instanceof HTMLSelectElement) {
                this.added = event.currentTarget.value;
              }
            }}
          >
            ${variants.map(
              ({ id, name }) =>
                html`<option value=${id} ?selected=${id === added}>${name}</option>`,
            )}
          </select>
        </div>
        <div>
          <label for="onto">As</label>
          <select
            id="onto"
            data-testid="variant-onto"
            @change=${(event: Event) => {
              const { currentTarget: select } = event;
              if (!(select instanceof HTMLSelectElement)) return;
              this.onto = select.value === '' ? undefined : Number(select.value);
            }}
          >
            <option value="" ?selected=${onto === undefined}>a variant of its own</option>
            ${entries.map(
              ({ text }, index) =>
                html`<option value=${index} ?selected=${index === onto}>
                  one more step on ${text}
                </option>`,
            )}
          </select>
        </div>
      </div>
      <button type="button" data-testid="variant-add" @click=${this.#add}>Add</button>
      <p class="summary">${chosen?.sentence}</p>
    </div>`;
  }

  #add(): void {
    const { added, onto, text } = this;
    const variant = variants.find(({ id }) => id === added);
    if (variant === undefined) return;
    const step = exampleStep(variant);
    this.onto = undefined;
    this.#tell(onto === undefined ? addEntry(text, step) : addStep(text, onto, step));
  }

  #tell(text: string): void {
    this.dispatchEvent(new CustomEvent<string>('variants-change', { detail: text }));
  }
}

customElements.define('fs-variant-list', VariantList);
