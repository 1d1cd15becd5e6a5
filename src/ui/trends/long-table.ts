// The same as a chart in a table of hundreds or thousands of rows: a page of them at a time, written when it is opened.
// All at once they would be a hundred screens high, and every change of them would keep the page from answering.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { formatCount } from '../../shared/format.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { longTableStyles } from './long-table.styles.ts';
import { trendsStyles } from './trends.styles.ts';

export interface LongTableContent {
  /** Of the table, for people who do not see it. */
  readonly label: string;
  /** Cells of its head. */
  readonly head: TemplateResult;
  /** Makers of `<tr>`s: only those that are shown are made. */
  readonly rows: readonly (() => TemplateResult)[];
}

/** Of seven cells each: some 20 ms to make and to lay out. */
const ROWS_OF_A_PAGE = 40;

export class LongTable extends LitElement {
  static override styles = [baseStyles, controlStyles, tableStyles, trendsStyles, longTableStyles];
  static override properties = {
    content: { attribute: false },
    opened: { state: true },
    page: { state: true },
  };

  declare content: LongTableContent | undefined;
  declare opened: boolean;
  /** From 0 on. */
  declare page: number;

  constructor() {
    super();
    this.opened = false;
    this.page = 0;
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('content')) this.page = 0;
  }

  override render() {
    const { content, page, opened } = this;
    if (content === undefined) return nothing;
    const { label, head, rows } = content;
    const shown = rows.slice(page * ROWS_OF_A_PAGE, (page + 1) * ROWS_OF_A_PAGE);
    return html`<details @toggle=${this.#toggled}>
      <summary class="small">The same as a table</summary>
      <div class="table-frame" role="region" aria-label=${label} tabindex="0">
        <table>
          <thead>
            <tr>
              ${head}
            </tr>
          </thead>
          <tbody>
            ${opened ? shown.map((row) => row()) : nothing}
          </tbody>
        </table>
      </div>
      <div class="pages">
        <p class="small muted" role="status" data-testid="long-table-count">
          ${printPlace(page * ROWS_OF_A_PAGE, shown.length, rows.length)}
        </p>
        ${
          rows.length > ROWS_OF_A_PAGE
            ? html`${this.#step('Rows before', -1)}${this.#step('Rows after', 1)}`
            : nothing
        }
      </div>
    </details>`;
  }

  /** Out of reach it stays where it is, and keeps the focus. */
  #step(words: string, by: number) {
    const last = Math.ceil((this.content?.rows.length ?? 0) / ROWS_OF_A_PAGE) - 1;
    const target = this.page + by;
    const inReach = target >= 0 && target <= last;
    return html`<button
      type="button"
      class="plain screen-only"
      aria-disabled=${inReach ? 'false' : 'true'}
      data-testid=${by < 0 ? 'rows-before' : 'rows-after'}
      @click=${() => {
        if (inReach) void this.#turnTo(target);
      }}
    >
      ${words}
    </button>`;
  }

  async #turnTo(page: number): Promise<void> {
    this.page = page;
    await this.updateComplete;
    const table = this.renderRoot.querySelector('.table-frame');
    // Whoever read to the end goes on at the beginning.
    if ((table?.getBoundingClientRect().top ?? 0) < 0) table?.scrollIntoView({ block: 'start' });
  }

  #toggled({ currentTarget }: Event): void {
    this.opened = currentTarget instanceof HTMLDetailsElement && currentTarget.open;
  }
}

function printPlace(start: number, shown: number, all: number): string {
  return shown === all
    ? `${formatCount(all)} ${all === 1 ? 'row' : 'rows'}`
    : `Rows ${formatCount(start + 1)} to ${formatCount(start + shown)} of ${formatCount(all)}`;
}

customElements.define('fs-long-table', LongTable);
