// Taking a result along and bringing one in: download, copy, open by choosing or dropping a file.
import { html, LitElement, nothing } from 'lit';
import { summaryText } from '../../results/summary-text.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { candidateKey } from '../compare/candidate-key.ts';
import { saveResult } from '../files/save-result.ts';
import { routeHash } from '../route/route.ts';
import type { LabSession } from '../session/lab-session.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { resultActionsStyles } from './result-actions.styles.ts';

interface Said {
  readonly text: string;
  readonly bad: boolean;
}

export class ResultActions extends LitElement {
  static override styles = [baseStyles, controlStyles, resultActionsStyles];
  static override properties = {
    session: { attribute: false },
    profile: { attribute: false },
    said: { state: true },
    over: { state: true },
  };

  declare session: LabSession;
  declare profile: DeviceProfile | undefined;
  declare said: Said | undefined;
  declare over: boolean;

  constructor() {
    super();
    this.over = false;
  }

  override render() {
    return html`
      <div class="actions">
        ${
          this.profile === undefined
            ? nothing
            : html`<button type="button" data-testid="download-json" @click=${this.#download}>
                  Download JSON
                </button>
                <button type="button" data-testid="copy-summary" @click=${this.#copy}>
                  Copy summary
                </button>
                <a
                  class="button"
                  data-testid="embed-result"
                  href=${routeHash('embed', { result: candidateKey(this.profile.id) })}
                  >Embed in a page</a
                >`
        }
        <button type="button" data-testid="open-result" @click=${this.#choose}>
          Open a saved result
        </button>
        ${
          this.session.shown?.source.kind === 'file'
            ? html`<button type="button" data-testid="close-file" @click=${this.#close}>
                Close this file
              </button>`
            : nothing
        }
        <input
          id="file"
          type="file"
          accept=".json,application/json"
          hidden
          aria-label="A result saved by Flopscope"
          data-testid="result-file"
          @change=${this.#chosen}
        />
      </div>
      <p
        class="drop ${this.over ? 'over' : ''}"
        data-testid="drop-zone"
        @dragover=${this.#dragOver}
        @dragleave=${this.#dragLeave}
        @drop=${this.#drop}
      >
        Or drop a result file here. It is read in this page only.
      </p>
      <p
        class="said ${this.said?.bad === true ? 'bad' : ''}"
        role="status"
        data-testid="file-message"
      >
        ${this.said?.text ?? nothing}
      </p>
    `;
  }

  #download(): void {
    const { profile } = this;
    if (profile === undefined) return;
    const file = saveResult(profile);
    this.said = { text: `Saved as ${file}.`, bad: false };
  }

  async #copy(): Promise<void> {
    if (this.profile === undefined) return;
    try {
      await navigator.clipboard.writeText(summaryText(this.profile));
      this.said = { text: 'The summary is on the clipboard.', bad: false };
    } catch {
      this.said = {
        text: 'The browser did not allow copying. Download the JSON file instead.',
        bad: true,
      };
    }
  }

  #close(): void {
    this.said = undefined;
    void this.session.start();
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

  #dragOver(event: DragEvent): void {
    event.preventDefault();
    this.over = true;
  }

  #dragLeave(): void {
    this.over = false;
  }

  #drop(event: DragEvent): void {
    event.preventDefault();
    this.over = false;
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) void this.#open(file);
  }

  async #open(file: File): Promise<void> {
    try {
      await this.session.openFile(file);
      this.said = { text: `Showing ${file.name}.`, bad: false };
    } catch (thrown) {
      this.said = { text: `${file.name}: ${asFlopscopeError(thrown).message}`, bad: true };
    }
  }
}

customElements.define('fs-result-actions', ResultActions);
