// A text to be taken along: it selects itself, and where the browser lets the page, a button copies it. Plain http has no
// clipboard.
import { css, html, LitElement, nothing } from 'lit';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';

export class CopyField extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      .row {
        display: flex;
        gap: var(--gap-2);
        margin-top: var(--gap-1);
      }

      input {
        flex: 1;
        min-width: 0;
        font-family: var(--face-code);
        font-size: var(--text-small);
      }

      button {
        min-width: 5.5rem;
      }
    `,
  ];
  static override properties = {
    label: { attribute: false },
    value: { attribute: false },
    about: { attribute: false },
    said: { state: true },
  };

  declare label: string;
  declare value: string;
  /** What the text is for. */
  declare about: string;
  declare said: string;

  constructor() {
    super();
    this.label = '';
    this.value = '';
    this.about = '';
    this.said = '';
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('value')) this.said = '';
  }

  override render() {
    return html`<label for="text">${this.label}</label>
      ${this.about === '' ? nothing : html`<p class="small muted" id="about">${this.about}</p>`}
      <div class="row">
        <input
          id="text"
          readonly
          autocomplete="off"
          spellcheck="false"
          aria-describedby=${this.about === '' ? nothing : 'about'}
          .value=${this.value}
          @focus=${this.#select}
          @click=${this.#select}
        />
        ${
          isSecureContext
            ? html`<button type="button" aria-label="Copy: ${this.label}" @click=${this.#copy}>
                ${this.said === '' ? 'Copy' : this.said}
              </button>`
            : nothing
        }
      </div>
      <p class="visually-hidden" role="status">${this.said}</p>`;
  }

  readonly #select = (): void => {
    this.#input?.select();
  };

  readonly #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.value);
      this.said = 'Copied';
    } catch {
      this.#input?.focus();
      this.said = 'Selected';
    }
  };

  get #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }
}

customElements.define('fs-copy-field', CopyField);
