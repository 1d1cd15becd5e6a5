// A labelled field of a panel: typed or chosen, with its unit, its help and what is wrong below it.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';

export interface PanelField {
  readonly id: string;
  readonly label: string;
  readonly unit?: string;
  readonly text: string;
  readonly placeholder?: string;
  readonly error?: string | undefined;
  readonly help?: string;
  /** Value and name; a typed field when absent. */
  readonly choices?: readonly (readonly [value: string, name: string])[];
  /** Id of a list of suggestions. */
  readonly list?: string;
}

export function panelField(field: PanelField, tell: (value: string) => void) {
  const { id, label, unit, error, help } = field;
  return html`<div>
    <label for=${id}
      >${label}${unit === undefined ? nothing : html` <span class="unit">${unit}</span>`}</label
    >
    ${field.choices === undefined ? input(field, tell) : select(field, tell)}
    ${
      error === undefined
        ? help === undefined
          ? nothing
          : html`<p class="summary">${help}</p>`
        : html`<p class="error" id="${id}-error" role="alert">${error}</p>`
    }
  </div>`;
}

function input({ id, text, placeholder, error, list }: PanelField, tell: (value: string) => void) {
  return html`<input
    id=${id}
    data-testid="field-${id}"
    autocomplete="off"
    maxlength="40"
    placeholder=${placeholder ?? nothing}
    list=${list ?? nothing}
    .value=${live(text)}
    aria-invalid=${error === undefined ? 'false' : 'true'}
    aria-describedby=${error === undefined ? nothing : `${id}-error`}
    @input=${(event: Event) => {
      if (event.currentTarget instanceof HTMLInputElement) tell(event.currentTarget.value);
    }}
  />`;
}

function select({ id, text, choices = [] }: PanelField, tell: (value: string) => void) {
  return html`<select
    id=${id}
    data-testid="field-${id}"
    @change=${(event: Event) => {
      if (event.currentTarget instanceof HTMLSelectElement) tell(event.currentTarget.value);
    }}
  >
    ${choices.map(
      ([value, name]) => html`<option value=${value} ?selected=${value === text}>${name}</option>`,
    )}
  </select>`;
}
