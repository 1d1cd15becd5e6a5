// What a count leaves out, why, and how much it could add at most: a count is complete or says what is missing.
import { css, html, LitElement } from 'lit';
import type { NotCounted } from '../../models/count.ts';
import { formatAmount, formatShare } from '../../shared/format.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';

export class NotCountedList extends LitElement {
  static override styles = [
    baseStyles,
    tableStyles,
    css`
      td {
        color: var(--ink-muted);
      }

      td.number {
        color: var(--ink);
      }

      .notes {
        display: grid;
        gap: var(--gap-2);
        margin-bottom: var(--gap-4);
        list-style: none;
      }

      .notes li {
        max-width: 44rem;
        padding-inline-start: var(--gap-4);
        border-inline-start: 3px solid var(--line-strong);
        overflow-wrap: anywhere;
      }

      @media (max-width: 40rem) {
        table,
        tbody,
        tr,
        th,
        td {
          display: block;
          padding: 0;
          border: 0;
        }

        thead {
          display: none;
        }

        tr {
          padding-block: var(--gap-2);
          border-bottom: 1px solid var(--line);
        }

        .number {
          text-align: start;
        }

        .number::before {
          content: 'At most: ';
          color: var(--ink-muted);
        }
      }
    `,
  ];
  static override properties = {
    items: { attribute: false },
    notes: { attribute: false },
    flops: { attribute: false },
  };

  declare items: readonly NotCounted[];
  declare notes: readonly string[];
  /** Of the whole count, to hold the bounds against. */
  declare flops: number;

  constructor() {
    super();
    this.items = [];
    this.notes = [];
    this.flops = 0;
  }

  override render() {
    return html`
      ${
        this.notes.length === 0
          ? ''
          : html`<ul class="notes" data-testid="count-notes">
              ${this.notes.map((note) => html`<li>${note}</li>`)}
            </ul>`
      }
      <div
        class="table-frame"
        role="region"
        aria-label="What was not counted"
        tabindex="0"
        data-testid="not-counted"
      >
        <table>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Why</th>
              <th scope="col" class="number">Could add at most</th>
            </tr>
          </thead>
          <tbody>
            ${this.items.map(
              ({ what, reason, flopsAtMost }) =>
                html`<tr>
                  <th scope="row">${what}</th>
                  <td>${reason}</td>
                  <td class="number">${this.#bound(flopsAtMost)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  #bound(flopsAtMost: number | null): string {
    if (flopsAtMost === null) return 'not bounded here';
    if (flopsAtMost === 0) return 'no FLOPs';
    const amount = formatAmount(flopsAtMost, 'FLOP');
    return this.flops === 0 ? amount : `${amount}, ${formatShare(flopsAtMost / this.flops)}`;
  }
}

customElements.define('fs-not-counted', NotCountedList);
