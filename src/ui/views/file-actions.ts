// Taking what was found along as a file, and looking at one that was saved.
import { css, html, LitElement, nothing } from 'lit';
import { asFlopscopeError } from '../../shared/errors.ts';
import { saveFile } from '../files/save-file.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';

export interface OfferedFile {
  readonly name: string;
  readonly text: string;
}

interface Said {
  readonly text: string;
  readonly bad: boolean;
}

export class FileActions extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-2);
      }

      .said {
        min-height: 1.5em;
        margin-top: var(--gap-2);
        font-size: 0.9375rem;
        overflow-wrap: anywhere;
      }

      .said.bad {
        color: var(--failure);
        font-weight: 550;
      }
    `,
  ];
  static override properties = {
    prefix: { attribute: false },
    offer: { attribute: false },
    receive: { attribute: false },
    said: { state: true },
  };

  /** Of the names by which tests find its parts. */
  declare prefix: string;
  /** What is saved; undefined as long as there is nothing. */
  declare offer: (() => OfferedFile) | undefined;
  /** Takes a chosen file; what it throws is said. */
  declare receive: (file: File) => Promise<void>;
  declare said: Said | undefined;

  override render() {
    const { prefix, offer, said } = this;
    return html`
      <div class="actions screen-only">
        ${
          offer === undefined
            ? nothing
            : html`<button
                type="button"
                data-testid="${prefix}-save"
                @click=${() => {
                  this.#save(offer());
                }}
              >
                Save as JSON
              </button>`
        }
        <button type="button" data-testid="${prefix}-open" @click=${this.#choose}>
          Open a saved experiment
        </button>
        <input
          id="file"
          type="file"
          accept=".json,application/json"
          hidden
          aria-label="An experiment saved by Flopscope"
          data-testid="${prefix}-file"
          @change=${this.#chosen}
        />
      </div>
      <p class="said ${said?.bad === true ? 'bad' : ''}" role="status" data-testid="${prefix}-said">
        ${said?.text ?? nothing}
      </p>
    `;
  }

  #save({ name, text }: OfferedFile): void {
    saveFile(name, 'application/json', [text]);
    this.said = { text: `Saved as ${name}.`, bad: false };
  }

  #choose(): void {
    this.renderRoot.querySelector<HTMLInputElement>('#file')?.click();
  }

  #chosen(event: Event): void {
    const input = event.currentTarget;
    if (!(input instanceof HTMLInputElement)) return;
    const file = input.files?.[0];
    if (file !== undefined) void this.#open(file);
    // So that choosing the same file again is a change again.
    input.value = '';
  }

  async #open(file: File): Promise<void> {
    try {
      await this.receive(file);
      this.said = { text: `Showing ${file.name}.`, bad: false };
    } catch (thrown) {
      this.said = { text: `${file.name}: ${asFlopscopeError(thrown).message}`, bad: true };
    }
  }
}

customElements.define('fs-file-actions', FileActions);
