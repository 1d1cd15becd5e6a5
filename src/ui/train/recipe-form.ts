// Choosing a model and a recipe, and changing what may be changed. What is wrong is said beside the field;
// what was typed stays as it was typed.
import { html, LitElement, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RecipeField } from '../../estimate/recipes.ts';
import type { ModelSize } from '../../workers/models-api.ts';
import type { ModelPicked } from '../picker/model-picker.ts';
import '../picker/model-picker.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { formStyles } from '../styles/form.styles.ts';
import { groupStyles } from '../styles/group.styles.ts';
import { recipeFormStyles } from './recipe-form.styles.ts';
import { mainFields, type RecipeGroup, recipeGroups } from './recipe-groups.ts';
import type { FormField, TrainingQuestion } from './training-question.ts';

export interface FormChange {
  readonly name: 'model' | 'recipe' | RecipeField;
  readonly value: string;
}

const SHORT_UNIT = 10;

export class RecipeForm extends LitElement {
  static override styles = [baseStyles, controlStyles, formStyles, groupStyles, recipeFormStyles];
  static override properties = { question: { attribute: false }, sizes: { attribute: false } };

  declare question: TrainingQuestion | undefined;
  /** By model id, as far as they have been counted. */
  declare sizes: ReadonlyMap<string, ModelSize>;
  /** Groups that are open. */
  readonly #opened = new Set<string>();

  constructor() {
    super();
    this.sizes = new Map();
  }

  override render() {
    const { question } = this;
    if (question === undefined) return nothing;
    const { models, model, recipes, base, fields } = question;
    const changed = fields.some((field) => field.changed);
    return html`<form
      aria-label="Model and recipe"
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
    >
      <div>
        <fs-model-picker
          input-testid="train-model"
          .models=${models}
          .sizes=${this.sizes}
          .value=${model.id}
          @model-pick=${(event: CustomEvent<ModelPicked>) => {
            this.#tell({ name: 'model', value: event.detail.id });
          }}
        ></fs-model-picker>
        <p class="summary">${model.source}</p>
      </div>
      <div>
        <label for="recipe">Recipe</label>
        <select id="recipe" data-testid="train-recipe" @change=${this.#changed}>
          ${repeat(
            recipes,
            ({ id }) => id,
            ({ id, name }) =>
              html`<option value=${id} ?selected=${id === base.id}>${name}</option>`,
          )}
        </select>
        <p class="summary">${base.summary}</p>
      </div>
      <div class="fields">
        ${repeat(
          mainFields(fields),
          ({ field }) => field,
          (field) => this.#field(field),
        )}
      </div>
      <div class="groups">
        ${repeat(
          recipeGroups(fields),
          ({ group }) => `${base.id} ${group}`,
          (group) => this.#group(group),
        )}
      </div>
      ${
        changed
          ? html`<p>
              <button type="button" class="plain" data-testid="reset-recipe" @click=${this.#reset}>
                Back to the recipe’s own figures
              </button>
            </p>`
          : nothing
      }
    </form>`;
  }

  /** A group once opened stays as the person left it. */
  #group({ group, title, fields, summary, open }: RecipeGroup) {
    return html`<details
      data-testid="group-${group}"
      ?open=${open || this.#opened.has(group)}
      @toggle=${this.#toggled}
    >
      <summary><b>${title}</b> <span>${summary}</span></summary>
      <div class="fields">
        ${repeat(
          fields,
          ({ field }) => field,
          (field) => this.#field(field),
        )}
      </div>
    </details>`;
  }

  #toggled(event: Event): void {
    const { currentTarget: details } = event;
    if (!(details instanceof HTMLDetailsElement)) return;
    const group = details.dataset['testid']?.replace('group-', '') ?? '';
    if (details.open) this.#opened.add(group);
    else this.#opened.delete(group);
  }

  #field(field: FormField) {
    const { label, unit, error, changed, help } = field;
    // A short unit stands with the label, a long one is an explanation and stands below.
    const known = label.toLowerCase().includes(unit.toLowerCase());
    const short = unit.length <= SHORT_UNIT;
    const problem = error === undefined ? nothing : `${field.field}-error`;
    return html`<div class="${changed ? 'changed' : ''} ${help === undefined ? '' : 'explained'}">
      <label for=${field.field}
        >${label} ${known || !short ? nothing : html`<span class="unit">${unit}</span>`}</label
      >
      ${field.choices === undefined ? this.#input(field, problem) : this.#choice(field, problem)}
      ${known || short ? nothing : html`<p class="summary">${unit}</p>`}
      ${help === undefined || error !== undefined ? nothing : html`<p class="summary">${help}</p>`}
      ${
        error === undefined
          ? nothing
          : html`<p class="error" id="${field.field}-error" role="alert">${error}</p>`
      }
    </div>`;
  }

  #input({ field, text, error }: FormField, problem: string | typeof nothing) {
    return html`<input
      id=${field}
      data-testid="field-${field}"
      inputmode="decimal"
      autocomplete="off"
      maxlength="40"
      .value=${live(text)}
      aria-invalid=${error === undefined ? 'false' : 'true'}
      aria-describedby=${problem}
      @input=${this.#changed}
    />`;
  }

  #choice(
    { field, text, choices = [], choiceNames = {}, error }: FormField,
    problem: string | typeof nothing,
  ) {
    // A value from a link that is no choice stays visible, so that its error has something to point at.
    const listed = choices.includes(text) ? choices : [text, ...choices];
    return html`<select
      id=${field}
      data-testid="field-${field}"
      aria-invalid=${error === undefined ? 'false' : 'true'}
      aria-describedby=${problem}
      @change=${this.#changed}
    >
      ${listed.map(
        (choice) =>
          html`<option value=${choice} ?selected=${choice === text}>
            ${choiceNames[choice] ?? choice}
          </option>`,
      )}
    </select>`;
  }

  #changed(event: Event): void {
    const { target } = event;
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    const name = this.question?.fields.find(({ field }) => field === target.id)?.field ?? 'recipe';
    this.#tell({ name, value: target.value });
  }

  #tell(detail: FormChange): void {
    this.dispatchEvent(new CustomEvent('recipe-change', { detail }));
  }

  #reset(): void {
    this.dispatchEvent(new CustomEvent('recipe-reset'));
  }
}

customElements.define('fs-recipe-form', RecipeForm);
