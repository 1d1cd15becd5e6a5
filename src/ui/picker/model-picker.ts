// Choosing one of some two hundred models: type a part of the name, family or year, or walk through the list.
// A combobox as in the ARIA Authoring Practices, with the exact sizes of each model beside it.
import { html, LitElement, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { formatAmount } from '../../shared/format.ts';
import type { ModelSize } from '../../workers/models-api.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { filterModels, type ModelFamily, type PickableModel } from './filter-models.ts';
import { modelPickerStyles } from './model-picker.styles.ts';

/** What Page Up and Page Down pass over. */
const PAGE = 10;

/** Above the first option of a family its name is shown too; CSS pixels. */
const FAMILY_HEIGHT = 30;

export interface ModelPicked {
  readonly id: string;
}

export class ModelPicker extends LitElement {
  static override styles = [baseStyles, controlStyles, modelPickerStyles];
  static override properties = {
    models: { attribute: false },
    sizes: { attribute: false },
    value: { attribute: false },
    label: { attribute: false },
    placeholder: { attribute: false },
    hint: { attribute: false },
    inputTestId: { attribute: 'input-testid' },
    expanded: { state: true },
    typed: { state: true },
    active: { state: true },
  };

  declare models: readonly PickableModel[];
  /** By model id, as far as they have been counted. */
  declare sizes: ReadonlyMap<string, ModelSize>;
  /** Id of the chosen model; empty where something else than a model of the list is shown. */
  declare value: string;
  /** What is chosen: the field's label. */
  declare label: string;
  declare placeholder: string;
  /** What to do when nothing has what was typed. */
  declare hint: string;
  declare inputTestId: string;
  declare expanded: boolean;
  /** Undefined until something was typed: then the field shows the chosen model and the list is whole. */
  declare typed: string | undefined;
  /** Id of the option that Enter would choose. */
  declare active: string;

  constructor() {
    super();
    this.models = [];
    this.sizes = new Map();
    this.value = '';
    this.label = 'Model';
    this.placeholder = 'Name, family or year';
    this.hint = 'A model of your own can be opened from its file.';
    this.inputTestId = 'model-picker';
    this.expanded = false;
    this.active = '';
  }

  override render() {
    const { expanded, typed } = this;
    const families = expanded ? filterModels(this.models, typed ?? '') : [];
    const count = families.reduce((sum, { models }) => sum + models.length, 0);
    const chosen = this.models.find(({ id }) => id === this.value);
    const noun = this.label.toLowerCase();
    return html`
      <label id="model-label" for="model">${this.label}</label>
      <div class="field" @focusout=${this.#left}>
        <input
          id="model"
          role="combobox"
          aria-labelledby="model-label"
          type="text"
          autocomplete="off"
          spellcheck="false"
          maxlength="60"
          placeholder=${this.placeholder}
          data-testid=${this.inputTestId}
          aria-autocomplete="list"
          aria-controls="list"
          aria-expanded=${expanded ? 'true' : 'false'}
          aria-activedescendant=${expanded && this.active !== '' ? `option-${this.active}` : nothing}
          .value=${live(typed ?? chosen?.name ?? '')}
          @focus=${select}
          @click=${this.#clicked}
          @input=${this.#typedInto}
          @keydown=${this.#pressed}
        />
        <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 6.5 L8 10.5 L12 6.5" /></svg>
        <div class="popup" ?hidden=${!expanded} @pointerdown=${keepFocus}>
          <div id="list" role="listbox" aria-label=${`${this.label}s`} data-testid="model-list">
            ${families.map((family, index) => this.#family(family, index))}
          </div>
          ${
            expanded && count === 0
              ? html`<p class="empty">
                  No ${noun} has “${typed}” in its name, family or year. ${this.hint}
                </p>`
              : nothing
          }
        </div>
      </div>
      <p class="visually-hidden" role="status">
        ${expanded && typed !== undefined ? `${count} ${noun}${count === 1 ? '' : 's'}` : ''}
      </p>
    `;
  }

  #family({ name, models }: ModelFamily, index: number) {
    return html`<div role="group" aria-labelledby="family-${index}">
      <div class="family" id="family-${index}" role="presentation">${name}</div>
      ${models.map((model) => this.#option(model))}
    </div>`;
  }

  #option({ id, name, year, details }: PickableModel) {
    const size = this.sizes.get(id);
    // The option has no focus of its own: its keys are those of the input that names it as active.
    return html`<div
      id="option-${id}"
      role="option"
      class=${id === this.active ? 'active' : ''}
      aria-selected=${id === this.value ? 'true' : 'false'}
      data-testid="option-${id}"
      @click=${() => {
        this.#choose(id);
      }}
    >
      <span class="name">${name}</span>
      <span class="year">${year === 0 ? '' : year}</span>
      <span class="size"
        >${details?.[0] ?? (size === undefined ? '' : `${formatAmount(size.params, '').trim()} parameters`)}</span
      >
      <span class="size"
        >${details?.[1] ?? (size === undefined ? '' : size.macs === 0 ? 'no MACs' : formatAmount(size.macs, 'MAC'))}</span
      >
    </div>`;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (!this.expanded || !(changed.has('active') || changed.has('expanded'))) return;
    const list = this.renderRoot.querySelector('#list');
    const active = this.renderRoot.querySelector('.active');
    if (changed.has('expanded')) list?.scrollIntoView({ block: 'nearest' });
    if (list === null || active === null) return;
    // Only the list scrolls, never the page: opened in the middle of it, then no further than needed.
    const [frame, option] = [list.getBoundingClientRect(), active.getBoundingClientRect()];
    if (changed.has('expanded')) {
      list.scrollTop += option.top - frame.top - frame.height / 2;
    } else if (option.top < frame.top + FAMILY_HEIGHT) {
      list.scrollTop += option.top - frame.top - FAMILY_HEIGHT;
    } else if (option.bottom > frame.bottom) {
      list.scrollTop += option.bottom - frame.bottom + 1;
    }
  }

  #open(): void {
    if (this.expanded) return;
    this.expanded = true;
    this.typed = undefined;
    this.active = this.value;
    this.dispatchEvent(new CustomEvent('picker-open', { bubbles: true, composed: true }));
  }

  #close(): void {
    this.expanded = false;
    this.typed = undefined;
    this.active = '';
  }

  #choose(id: string): void {
    this.#close();
    if (id === '' || id === this.value) return;
    const detail: ModelPicked = { id };
    this.dispatchEvent(new CustomEvent('model-pick', { detail, bubbles: true, composed: true }));
  }

  #clicked(event: Event): void {
    if (!this.expanded) select(event);
    this.#open();
  }

  #typedInto(event: Event): void {
    if (!(event.currentTarget instanceof HTMLInputElement)) return;
    const { value } = event.currentTarget;
    this.#open();
    this.typed = value;
    this.active = filterModels(this.models, value)[0]?.models[0]?.id ?? '';
  }

  #left(event: FocusEvent): void {
    if (event.relatedTarget === null || !this.renderRoot.contains(asNode(event.relatedTarget))) {
      this.#close();
    }
  }

  #pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey) return;
    const handled = this.expanded ? this.#pressedOpen(event) : this.#pressedClosed(event);
    if (handled) event.preventDefault();
  }

  #pressedClosed({ key }: KeyboardEvent): boolean {
    if (key !== 'ArrowDown' && key !== 'ArrowUp' && key !== 'Enter') return false;
    this.#open();
    return true;
  }

  #pressedOpen({ key, altKey }: KeyboardEvent): boolean {
    switch (key) {
      case 'ArrowDown':
        return this.#move(1);
      case 'ArrowUp':
        if (!altKey) return this.#move(-1);
        this.#close();
        return true;
      case 'PageDown':
        return this.#move(PAGE);
      case 'PageUp':
        return this.#move(-PAGE);
      case 'Home':
        return this.#move(-Infinity);
      case 'End':
        return this.#move(Infinity);
      case 'Enter':
        this.#choose(this.active);
        return true;
      case 'Escape':
        this.#close();
        return true;
      case 'Tab':
        this.#close();
        return false;
      default:
        return false;
    }
  }

  /** By single steps the list goes round; pages and ends stop at it. */
  #move(by: number): boolean {
    const ids = filterModels(this.models, this.typed ?? '').flatMap(({ models }) =>
      models.map(({ id }) => id),
    );
    const last = ids.length - 1;
    const from = ids.indexOf(this.active);
    const to = from === -1 && by === -1 ? last : from + by;
    const around = Math.abs(by) === 1 && (to < 0 || to > last) ? (to < 0 ? last : 0) : to;
    this.active = ids[Math.min(Math.max(around, 0), last)] ?? '';
    return true;
  }
}

/** What is typed next replaces the name that stands there. */
function select({ currentTarget }: Event): void {
  if (currentTarget instanceof HTMLInputElement) currentTarget.select();
}

function keepFocus(event: Event): void {
  event.preventDefault();
}

function asNode(target: EventTarget): Node | null {
  return target instanceof Node ? target : null;
}

customElements.define('fs-model-picker', ModelPicker);
