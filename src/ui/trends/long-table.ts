// The same as a chart in a table of hundreds of rows: filled when it is opened, a piece at a time, so that no piece
// keeps the page from answering.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { nextFrame } from '../session/next-frame.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { trendsStyles } from './trends.styles.ts';

export interface LongTableContent {
  /** Of the table, for people who do not see it. */
  readonly label: string;
  /** Cells of its head. */
  readonly head: TemplateResult;
  /** Makers of `<tr>`s: only those that are shown are made. */
  readonly rows: readonly (() => TemplateResult)[];
}

/** Forty rows of seven cells take a few milliseconds to make and to lay out. */
const PIECE = 40;

export class LongTable extends LitElement {
  static override styles = [baseStyles, controlStyles, tableStyles, trendsStyles];
  static override properties = {
    content: { attribute: false },
    pieces: { state: true },
    opened: { state: true },
  };

  declare content: LongTableContent | undefined;
  declare pieces: number;
  declare opened: boolean;

  constructor() {
    super();
    this.pieces = 0;
    this.opened = false;
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('content')) this.pieces = this.opened ? 1 : 0;
  }

  override updated(): void {
    if (this.opened && this.pieces < this.#all) void this.#more();
  }

  override render() {
    const { content, pieces } = this;
    if (content === undefined) return nothing;
    const { label, head, rows } = content;
    const missing = this.opened && pieces < this.#all;
    return html`<details
      @toggle=${({ currentTarget }: Event) => {
        this.opened = currentTarget instanceof HTMLDetailsElement && currentTarget.open;
      }}
    >
      <summary class="small">The same as a table</summary>
      <div class="table-frame" role="region" aria-label=${label} tabindex="0">
        <table>
          <thead>
            <tr>
              ${head}
            </tr>
          </thead>
          ${Array.from(
            { length: pieces },
            (_, piece) =>
              html`<tbody>
                ${guard([rows], () =>
                  rows.slice(piece * PIECE, (piece + 1) * PIECE).map((row) => row()),
                )}
              </tbody>`,
          )}
        </table>
      </div>
      <p class="small muted" role="status" data-testid="long-table-count">
        ${missing ? `Writing ${rows.length} rows …` : `${rows.length} rows`}
      </p>
    </details>`;
  }

  get #all(): number {
    return Math.ceil((this.content?.rows.length ?? 0) / PIECE);
  }

  async #more(): Promise<void> {
    const { content } = this;
    // Pieces that are written in one frame are laid out in one go.
    await nextFrame();
    if (this.content === content && this.opened) this.pieces += 1;
  }
}

customElements.define('fs-long-table', LongTable);
