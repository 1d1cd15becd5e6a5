// A text to take along: seen whole, copied by a button or by hand.
import { css, html, LitElement, nothing } from 'lit';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';

export class SnippetField extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      :host {
        display: grid;
        gap: var(--gap-2);
      }

      textarea {
        min-height: 11rem;
        background: var(--surface-sunken);
        font: 0.8125rem / 1.5 var(--face-code);
        overflow-wrap: anywhere;
        resize: vertical;
      }

      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-2);
        align-items: center;
      }

      .bad {
        color: var(--failure);
        font-weight: 550;
      }
    `,
  ];
  static override properties = {
    label: { attribute: false },
    text: { attribute: false },
    said: { state: true },
  };

  declare label: string;
  declare text: string;
  declare said: { readonly text: string; readonly bad: boolean } | undefined;

  constructor() {
    super();
    this.label = '';
    this.text = '';
  }

  override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
    // What is on the clipboard is no longer what stands here.
    if (changed.has('text')) this.said = undefined;
  }

  override render() {
    return html`<label for="text">${this.label}</label>
      <textarea
        id="text"
        readonly
        spellcheck="false"
        data-testid="snippet"
        .value=${this.text}
      ></textarea>
      <div class="actions">
        <button type="button" data-testid="snippet-copy" @click=${this.#copy}>Copy</button>
        <slot></slot>
        <span
          class=${this.said?.bad === true ? 'bad' : 'muted'}
          role="status"
          data-testid="snippet-said"
          >${this.said?.text ?? nothing}</span
        >
      </div>`;
  }

  readonly #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.text);
      this.said = { text: 'It is on the clipboard.', bad: false };
    } catch {
      this.renderRoot.querySelector('textarea')?.select();
      this.said = {
        text: 'The browser did not allow copying. The text is selected: copy it by hand.',
        bad: true,
      };
    }
  };
}

customElements.define('fs-snippet-field', SnippetField);
