// Opening a model file: a button, or dropping it anywhere on the screen. What is wrong with a file is said here,
// beside the way to open another.
import { html, LitElement, nothing } from 'lit';
import type { FileOpening, ModelsSession } from '../session/models-session.ts';
import { EventController } from '../session/event-controller.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { fileOpenerStyles } from './file-opener.styles.ts';

export class FileOpener extends LitElement {
  static override styles = [baseStyles, controlStyles, fileOpenerStyles];
  static override properties = { models: { attribute: false }, over: { state: true } };

  declare models: ModelsSession;
  /** Whether files are being dragged over the page. */
  declare over: boolean;
  #status: FileOpening['status'] = 'idle';
  readonly #window: readonly (readonly [string, (event: Event) => void])[] = [
    [
      'dragover',
      (event) => {
        if (!(event instanceof DragEvent) || !carriesFiles(event)) return;
        event.preventDefault();
        this.over = true;
      },
    ],
    [
      'dragleave',
      (event) => {
        // Leaving the window, and not merely one element for the next.
        if (event instanceof DragEvent && event.relatedTarget === null) this.over = false;
      },
    ],
    [
      'drop',
      (event) => {
        if (!(event instanceof DragEvent) || !carriesFiles(event)) return;
        event.preventDefault();
        this.over = false;
        this.#opened(event.dataTransfer?.files);
      },
    ],
  ];

  constructor() {
    super();
    this.over = false;
    new EventController(this, () => this.models);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const [type, listener] of this.#window) addEventListener(type, listener);
  }

  override disconnectedCallback(): void {
    for (const [type, listener] of this.#window) removeEventListener(type, listener);
    super.disconnectedCallback();
  }

  override render() {
    return html`
      ${this.over ? html`<div class="target"><p>Let go to open it in this browser</p></div>` : nothing}
      <div class="zone" data-testid="model-drop-zone">
        <button type="button" data-testid="open-model-file" @click=${this.#choose}>
          Open a model file
        </button>
        <p>
          Or drop files anywhere on this page: ONNX, GGUF, safetensors or config.json, several at
          once where they belong together. They are read in this browser; nothing is uploaded.
        </p>
        <input
          id="files"
          type="file"
          multiple
          hidden
          accept=".onnx,.gguf,.safetensors,.json,.data,.bin"
          aria-label="Model files"
          data-testid="model-files"
          @change=${this.#chosen}
        />
      </div>
      ${this.#state()}
    `;
  }

  #state() {
    const { opening } = this.models;
    switch (opening.status) {
      case 'idle':
        return nothing;
      case 'reading':
        return html`<div class="reading" data-testid="file-reading">
          <p role="status">Reading ${names(opening.files)} …</p>
          <button type="button" data-testid="cancel-reading" @click=${this.#cancel}>Cancel</button>
          <div
            class="track"
            role="progressbar"
            aria-label="Reading the file"
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=${Math.round(opening.share * 100)}
          >
            <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
              <rect width=${opening.share * 100} height="1" />
            </svg>
          </div>
        </div>`;
      case 'failed':
        return html`<div
          class="failed"
          role="alert"
          data-testid="file-failure"
          data-code=${opening.error.code}
        >
          <p><b>${names(opening.files)} could not be opened.</b> ${opening.error.message}</p>
          <p class="row">
            <button
              type="button"
              data-testid="retry-file"
              @click=${() => {
                this.#open(opening.files);
              }}
            >
              Try again
            </button>
            <button type="button" class="plain" @click=${this.#dismiss}>Dismiss</button>
          </p>
        </div>`;
    }
  }

  /** What was dropped far down the page is answered here. */
  protected override updated(): void {
    const { status } = this.models.opening;
    if (status !== 'idle' && status !== this.#status) this.scrollIntoView({ block: 'nearest' });
    this.#status = status;
  }

  #choose(): void {
    this.renderRoot.querySelector<HTMLInputElement>('#files')?.click();
  }

  #chosen(event: Event): void {
    const input = event.currentTarget;
    if (!(input instanceof HTMLInputElement)) return;
    this.#opened(input.files);
    // So that choosing the same file again is a change again.
    input.value = '';
  }

  #opened(list: FileList | null | undefined): void {
    if (list) this.#open(Array.from(list));
  }

  #open(files: readonly File[]): void {
    if (files.length === 0) return;
    const detail = { files };
    this.dispatchEvent(new CustomEvent('open-files', { detail, bubbles: true, composed: true }));
  }

  #cancel(): void {
    this.models.cancelOpening();
  }

  #dismiss(): void {
    this.models.dismissFailure();
  }
}

export interface FilesChosen {
  readonly files: readonly File[];
}

function carriesFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}

/** File names come from outside and may be long. */
const NAME_LENGTH = 60;

function names(files: readonly File[]): string {
  const [first] = files;
  const name = first?.name ?? '';
  const short = name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH)}…` : name;
  return files.length > 1 ? `${short} and ${files.length - 1} more` : short;
}

customElements.define('fs-file-opener', FileOpener);
