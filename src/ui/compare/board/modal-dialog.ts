// A question that has to be answered before anything else: the browser keeps the focus inside, and gives it back afterwards.
import { css, html, LitElement } from 'lit';
import { baseStyles } from '../../styles/base.styles.ts';

export class ModalDialog extends LitElement {
  static override styles = [
    baseStyles,
    css`
      dialog {
        width: min(36rem, calc(100vw - 2rem));
        max-height: calc(100vh - 2rem);
        padding: var(--gap-5);
        overflow-y: auto;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--ink);
      }

      dialog::backdrop {
        background: light-dark(rgb(22 24 27 / 45%), rgb(0 0 0 / 65%));
      }

      h2 {
        margin-bottom: var(--gap-3);
        font-size: var(--text-lead);
        overflow-wrap: anywhere;
      }
    `,
  ];
  static override properties = { heading: { attribute: false } };

  declare heading: string;

  constructor() {
    super();
    this.heading = '';
  }

  override firstUpdated(): void {
    this.#dialog?.showModal();
  }

  /** Fires "closed", as the Escape key does. */
  close(): void {
    this.#dialog?.close();
  }

  override render() {
    return html`<dialog
      aria-labelledby="heading"
      @close=${() => {
        this.dispatchEvent(new Event('closed'));
      }}
    >
      <h2 id="heading">${this.heading}</h2>
      <slot></slot>
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }
}

/** Closes the dialog in which a control stands. */
export function closeDialog(root: ParentNode): void {
  const dialog = root.querySelector('fs-modal-dialog');
  if (dialog instanceof ModalDialog) dialog.close();
}

customElements.define('fs-modal-dialog', ModalDialog);
