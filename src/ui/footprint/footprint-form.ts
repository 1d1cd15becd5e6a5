// Every input of a footprint with where it comes from, open to be replaced. What is wrong is said beside the field;
// what was typed stays as it was typed.
import { html, LitElement, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import type { FootprintContext } from '../../estimate/footprint/footprint-context.ts';
import type { FootprintRequest, Quantity } from '../../estimate/footprint/footprint.ts';
import type { ParsedFootprint } from '../../estimate/footprint/parse-footprint.ts';
import { printQuantity } from '../../estimate/footprint/parse-quantity.ts';
import type { Parameters } from '../route/route.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { formStyles } from '../styles/form.styles.ts';
import { groupStyles } from '../styles/group.styles.ts';
import { provenanceMark } from '../train/assumptions.ts';
import { choicesOf, UNSET } from './form-choices.ts';
import {
  type ChoiceFieldInfo,
  FORM,
  type FormFieldInfo,
  type NumberFieldInfo,
  type TextFieldInfo,
} from './form-fields.ts';
import { footprintFormStyles } from './footprint-form.styles.ts';
import { markStyles } from './mark.styles.ts';

export interface FootprintEdit {
  readonly key: string;
  readonly value: string;
}

export class FootprintForm extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    formStyles,
    groupStyles,
    markStyles,
    footprintFormStyles,
  ];
  static override properties = {
    context: { attribute: false },
    parsed: { attribute: false },
    typed: { attribute: false },
  };

  declare context: FootprintContext | undefined;
  declare parsed: ParsedFootprint | undefined;
  /** The footprint's part of the address. */
  declare typed: Parameters;
  readonly #opened = new Set<string>();

  constructor() {
    super();
    this.typed = {};
  }

  override render() {
    const { context, parsed, typed } = this;
    if (context === undefined || parsed === undefined) return nothing;
    const { trials, devices } = parsed.defaults;
    const changed = Object.values(typed).some((value) => value !== '');
    return html`<form
      aria-label="Inputs of energy, money and carbon"
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
    >
      <p class="summary">
        For ${devices.value === 1 ? 'one device' : `${devices.value} devices`} and
        ${trials.value === 1 ? 'one run' : `${trials.value} runs`}, as the recipe says. A figure may
        be a range: 0.3–0.5.
      </p>
      ${FORM.map(
        ({ title, fields }) =>
          // What is wrong must be seen; else a group stays as the person left it.
          html`<details
            data-testid="footprint-group-${title.toLowerCase()}"
            ?open=${this.#opened.has(title) || fields.some(({ key }) => !parsed.ok && parsed.errors[key] !== undefined)}
            @toggle=${(event: Event) => {
              this.#toggled(title, event);
            }}
          >
            <summary><b>${title}</b> <span>${groupSummary(fields, parsed, typed)}</span></summary>
            ${fields.map((field) => this.#field(field, parsed, context))}
          </details>`,
      )}
      ${
        changed
          ? html`<p>
              <button
                type="button"
                class="plain"
                data-testid="reset-footprint"
                @click=${() => {
                  this.dispatchEvent(new CustomEvent('footprint-reset'));
                }}
              >
                Back to the cited figures
              </button>
            </p>`
          : nothing
      }
    </form>`;
  }

  #toggled(title: string, { currentTarget }: Event): void {
    if (!(currentTarget instanceof HTMLDetailsElement)) return;
    if (currentTarget.open) this.#opened.add(title);
    else this.#opened.delete(title);
  }

  #field(field: FormFieldInfo, parsed: ParsedFootprint, context: FootprintContext) {
    const error = parsed.ok ? undefined : parsed.errors[field.key];
    const typed = this.typed[field.key] ?? '';
    const described = error === undefined ? nothing : `${field.key}-error`;
    const wrong = error === undefined ? 'false' : 'true';
    const { control, below } = this.#parts(field, parsed, context, wrong, described);
    const unit =
      field.kind === 'number' ? (field.unit ?? parsed.defaults[field.key]?.unit) : undefined;
    return html`<div class="row ${typed === '' ? '' : 'changed'}" data-field=${field.key}>
      <label for=${field.key}
        >${field.label}
        ${unit === undefined || unit === '' ? nothing : html`<span class="unit">${unit}</span>`}</label
      >
      <div>
        ${control}
        ${
          error === undefined
            ? nothing
            : html`<p class="error" id="${field.key}-error" role="alert">${error}</p>`
        }
      </div>
      <div class="basis">${below}</div>
    </div>`;
  }

  #parts(
    field: FormFieldInfo,
    parsed: ParsedFootprint,
    context: FootprintContext,
    wrong: 'true' | 'false',
    described: string | typeof nothing,
  ) {
    switch (field.kind) {
      case 'number':
        return {
          control: this.#number(field, parsed, wrong, described),
          below: this.#basis(field, parsed),
        };
      case 'choice':
        return { control: this.#choice(field, context, wrong, described), below: field.help };
      case 'text':
        return { control: this.#text(field, parsed, wrong, described), below: field.help };
    }
  }

  #number(
    { key }: NumberFieldInfo,
    parsed: ParsedFootprint,
    wrong: 'true' | 'false',
    described: string | typeof nothing,
  ) {
    const basis = parsed.defaults[key];
    const typed = this.typed[key] ?? '';
    const shown = basis === undefined ? '' : printQuantity(basis);
    return html`<input
      id=${key}
      data-testid="footprint-${key}"
      autocomplete="off"
      maxlength="40"
      placeholder=${basis === undefined ? 'not measured' : ''}
      .value=${live(typed === '' ? shown : typed)}
      aria-invalid=${wrong}
      aria-describedby=${described}
      @input=${this.#changed}
    />`;
  }

  #basis({ key, input }: NumberFieldInfo, parsed: ParsedFootprint) {
    const basis = parsed.defaults[key];
    const unused = parsed.ok && !inUse(input, parsed.request);
    const wrong = !parsed.ok && parsed.errors[key] !== undefined;
    if ((this.typed[key] ?? '') !== '') return wrong ? nothing : provenanceMark('yours');
    if (basis === undefined) return 'In place of TDP and mean power, where a meter tells it.';
    return html`${unused ? 'Not used, as the power was measured. ' : nothing}${citation(basis)}`;
  }

  #choice(
    { key }: ChoiceFieldInfo,
    context: FootprintContext,
    wrong: 'true' | 'false',
    described: string | typeof nothing,
  ) {
    const typed = this.typed[key] ?? '';
    const value = typed === UNSET[key] ? '' : typed;
    return html`<select
      id=${key}
      data-testid="footprint-${key}"
      aria-invalid=${wrong}
      aria-describedby=${described}
      @change=${this.#changed}
    >
      ${guard([context.facts, context.device.card, context.device.software, value], () => {
        const groups = choicesOf(key, context);
        const listed = groups.some(({ choices }) => choices.some((each) => each.value === value));
        const option = (choice: string, name: string) =>
          html`<option value=${choice} ?selected=${choice === value}>${name}</option>`;
        return html`${listed ? nothing : option(value, value)}
        ${groups.map(({ title, choices }) =>
          title === ''
            ? choices.map((each) => option(each.value, each.name))
            : html`<optgroup label=${title}>
                ${choices.map((each) => option(each.value, each.name))}
              </optgroup>`,
        )}`;
      })}
    </select>`;
  }

  #text(
    { key }: TextFieldInfo,
    parsed: ParsedFootprint,
    wrong: 'true' | 'false',
    described: string | typeof nothing,
  ) {
    return html`<input
      id=${key}
      data-testid="footprint-${key}"
      autocomplete="off"
      autocapitalize="characters"
      maxlength="3"
      placeholder=${parsed.defaults.tariff.currency}
      .value=${live(this.typed[key] ?? '')}
      aria-invalid=${wrong}
      aria-describedby=${described}
      @input=${this.#changed}
    />`;
  }

  #changed(event: Event): void {
    const { target } = event;
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    const detail: FootprintEdit = { key: target.id, value: target.value };
    this.dispatchEvent(new CustomEvent('footprint-edit', { detail }));
  }
}

/** What the numbers of a group are, as long as its fields are hidden. */
function groupSummary(
  fields: readonly FormFieldInfo[],
  { defaults }: ParsedFootprint,
  typed: Parameters,
): string {
  return fields
    .flatMap((field) => {
      if (field.kind !== 'number') return [];
      const basis = defaults[field.key];
      const own = typed[field.key] ?? '';
      const value = own === '' && basis !== undefined ? readable(basis) : own;
      const unit = field.unit ?? basis?.unit ?? '';
      return value === '' ? [] : [`${field.label} ${value} ${unit}`.trim()];
    })
    .join(' · ');
}

/** To be read, not to be typed again: "1,891 (1,620–2,210)". */
function readable({ value, low, high }: Quantity): string {
  const print = (number: number): string =>
    number.toLocaleString('en', { maximumSignificantDigits: 4 });
  return low === high ? print(value) : `${print(value)} (${print(low)}–${print(high)})`;
}

function inUse(input: NumberFieldInfo['input'], { power }: FootprintRequest): boolean {
  if (input === 'watts') return power.kind === 'watts';
  return power.kind === 'share' || (input !== 'tdp' && input !== 'powerShare');
}

function citation({ provenance, source, date, note }: Quantity) {
  return html`${note === undefined ? nothing : html`<span class="note">${note}</span>`}
    <span class="source"
      >${provenanceMark(provenance)} ${source}${date === undefined ? '' : `, ${date}`}</span
    >`;
}

customElements.define('fs-footprint-form', FootprintForm);
