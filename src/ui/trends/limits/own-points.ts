// Points of one's own, pasted, typed or opened as a file: the same line, chart and answers as for the data held here.
// What is typed stays in this browser; what is wrong is named by its row.
import { html, LitElement, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { formatCount } from '../../../shared/format.ts';
import { fitErrorLine } from '../../../trends/limits/error-line.ts';
import {
  MOST_CHARACTERS,
  type PastedPoints,
  parsePoints,
} from '../../../trends/limits/parse-points.ts';
import type { LineFit } from '../../../trends/fit/fit-line.ts';
import { nextTask } from '../../../shared/next-task.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { formStyles } from '../../styles/form.styles.ts';
import './error-line-chart.ts';
import { keepPoints, MOST_KEPT_CHARACTERS, recallPoints } from './kept-points.ts';
import type { LinePoint } from './line-picture.ts';
import { limitsStyles } from './limits.styles.ts';
import { lineText } from './line-text.ts';
import { exampleText, ownLines } from './own-lines.ts';
import { ownPointsStyles } from './own-points.styles.ts';

/** Milliseconds of rest before what is typed is read: thousands of rows are not drawn anew for every letter. */
const REST = 250;

const ACROSS = { wide: 'Compute, FLOP as you gave it', narrow: 'FLOP as you gave it' };

interface Read {
  readonly parsed: PastedPoints;
  readonly points: readonly LinePoint[];
  readonly fit: LineFit;
}

export class OwnPoints extends LitElement {
  static override styles = [baseStyles, controlStyles, formStyles, limitsStyles, ownPointsStyles];
  static override properties = {
    target: { attribute: false },
    text: { state: true },
    read: { state: true },
    kept: { state: true },
    replaced: { state: true },
    failure: { state: true },
  };

  /** In per cent. */
  declare target: number;
  declare text: string;
  /** Undefined while the field is empty. */
  declare read: Read | undefined;
  /** Whether the points will be here after a reload. */
  declare kept: boolean;
  /** What was cleared last, or had to make way for a file. */
  declare replaced: string;
  /** Of a file. */
  declare failure: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.target = NaN;
    this.text = '';
    this.kept = true;
    this.replaced = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.text = recallPoints();
    void this.#read();
  }

  override disconnectedCallback(): void {
    // What was typed just now is kept even if its time had not come.
    if (this.#timer !== undefined) this.#settle();
    super.disconnectedCallback();
  }

  override render() {
    const { text, read } = this;
    const errors = read?.parsed.ok === false ? read.parsed.errors : [];
    return html`<form
        aria-label="Your own points"
        @submit=${(event: Event) => {
          event.preventDefault();
        }}
      >
        <div>
          <label for="points">Compute in FLOP, error in per cent, a row for each point</label>
          <textarea
            id="points"
            data-testid="own-points"
            rows="7"
            spellcheck="false"
            autocomplete="off"
            placeholder="1e9,30.2&#10;4.1e9,23.9"
            .value=${live(text)}
            aria-invalid=${errors.length > 0 ? 'true' : 'false'}
            aria-describedby="points-errors points-help"
            @input=${({ currentTarget }: Event) => {
              if (currentTarget instanceof HTMLTextAreaElement) this.#type(currentTarget.value);
            }}
            @dragover=${(event: DragEvent) => {
              if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
            }}
            @drop=${(event: DragEvent) => {
              const [file] = event.dataTransfer?.files ?? [];
              if (file === undefined) return;
              event.preventDefault();
              void this.#open(file);
            }}
          ></textarea>
          <p class="summary" id="points-help">
            Paste two columns of a spreadsheet, or drop a CSV file here: cells apart by comma,
            semicolon or tab, a header if you like, 1 MAC as 2 FLOP.
            ${this.kept ? 'Kept in this browser; nothing is uploaded.' : this.#notKept()}
          </p>
          <div id="points-errors" role="alert" data-testid="own-points-errors">
            ${
              errors.length === 0 && this.failure === undefined
                ? nothing
                : html`<ul class="error">
                    ${[...(this.failure === undefined ? [] : [this.failure]), ...errors].map(
                      (error) => html`<li>${error}</li>`,
                    )}
                  </ul>`
            }
          </div>
        </div>
        <p class="actions">${this.#actions()}</p>
        <input
          id="file"
          type="file"
          hidden
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          aria-label="File of points"
          data-testid="own-points-file"
          @change=${({ currentTarget }: Event) => {
            if (!(currentTarget instanceof HTMLInputElement)) return;
            const [file] = currentTarget.files ?? [];
            if (file !== undefined) void this.#open(file);
            // So that choosing the same file again is a change again.
            currentTarget.value = '';
          }}
        />
      </form>
      ${read?.parsed.ok === true ? this.#answer(read) : nothing}`;
  }

  #actions() {
    const button = (name: string, testId: string, press: () => void) =>
      html`<button type="button" data-testid=${testId} @click=${press}>${name}</button>`;
    return html`
      ${button('Open a file', 'own-points-open', () => {
        this.renderRoot.querySelector<HTMLInputElement>('#file')?.click();
      })}
      ${
        this.text === ''
          ? button('Start from an example', 'own-points-example', () => {
              this.#replace(exampleText());
            })
          : button('Clear', 'own-points-clear', () => {
              this.#replace('');
            })
      }
      ${
        this.replaced !== '' && this.replaced !== this.text
          ? button('Bring back what was here', 'own-points-back', () => {
              this.#replace(this.replaced);
            })
          : nothing
      }
    `;
  }

  #answer({ points, fit }: Read) {
    return html`<div class="answer" data-testid="own-points-answer">
      ${
        fit.kind === 'none'
          ? html`<p class="none" role="status">There is no line. ${fit.reason}</p>`
          : lineText(fit, points, this.target)
      }
      <fs-error-line-chart
        .points=${points}
        .fit=${fit}
        .target=${this.target}
        .name=${'your points'}
        .across=${ACROSS}
      ></fs-error-line-chart>
    </div>`;
  }

  #notKept(): string {
    return this.text.length > MOST_KEPT_CHARACTERS
      ? `Longer than the ${formatCount(MOST_KEPT_CHARACTERS)} characters that are kept: it is here until the page is closed. Nothing is uploaded.`
      : 'This browser keeps nothing for this page: it is here until the page is closed. Nothing is uploaded.';
  }

  #type(text: string): void {
    this.text = text;
    this.failure = undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#settle();
    }, REST);
  }

  /** By a button or a file: what was there before can be brought back. */
  #replace(text: string): void {
    if (this.text.trim() !== '') this.replaced = this.text;
    this.text = text;
    this.failure = undefined;
    this.#settle();
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.kept = keepPoints(this.text);
    void this.#read();
  }

  /** In pieces: ten thousand rows take longer than the page may be kept from answering. */
  async #read(): Promise<void> {
    const { text } = this;
    if (text.trim() === '') {
      this.read = undefined;
      return;
    }
    const parsed = parsePoints(text);
    await nextTask();
    if (text !== this.text) return;
    const points = parsed.ok ? ownLines(parsed.points, new Date().toISOString().slice(0, 10)) : [];
    const fit = fitErrorLine(points);
    await nextTask();
    if (text === this.text) this.read = { parsed, points, fit };
  }

  async #open(file: File): Promise<void> {
    // A file of gigabytes would not fit, and is no list of points.
    if (file.size > MOST_CHARACTERS) {
      this.failure = `${file.name.slice(0, 60)} is larger than ${formatCount(MOST_CHARACTERS)} bytes. Open a file of two columns.`;
      return;
    }
    try {
      this.#replace(await file.text());
    } catch {
      this.failure = `${file.name.slice(0, 60)} could not be read. Open it again, or paste its rows.`;
    }
  }
}

customElements.define('fs-own-points', OwnPoints);
