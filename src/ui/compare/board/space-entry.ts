// One result on the board: whose device, its figures, how it was measured, and what can be done with it.
import { html, nothing } from 'lit';
import type { EntryDocument } from '../../../results/board/board-documents.ts';
import { printMoment } from '../../answer/print-date.ts';
import { suiteName } from '../../measure/suites.ts';
import { figuresText } from './summary-figures.ts';

export interface EntryDoes {
  /** Read-only, with everything that was measured. */
  readonly show: (entry: EntryDocument) => void;
  readonly beside: (entry: EntryDocument) => void;
  readonly remove: (entry: EntryDocument) => void;
}

export interface EntryMarks {
  readonly isNew: boolean;
  /** Sent from this browser. */
  readonly isOwn: boolean;
  readonly canDelete: boolean;
}

export function spaceEntry(entry: EntryDocument, marks: EntryMarks, does: EntryDoes) {
  const { deviceName, submittedAt, summary } = entry;
  const when = printMoment(submittedAt);
  const which = `result of ${deviceName}, ${when}`;
  return html`<li data-testid="board-entry">
    <p>
      <b><bdi>${deviceName}</bdi></b>
      ${marks.isNew ? html`<span class="tag new">new</span>` : nothing}
      ${marks.isOwn ? html`<span class="tag">sent from here</span>` : nothing}
      ${
        summary.softwareAdapter
          ? html`<span class="tag software">software adapter, not a GPU</span>`
          : nothing
      }
    </p>
    <p>${figuresText(summary)}</p>
    <p class="small muted">
      ${suiteName(summary.suite)} ${summary.suiteVersion}${summary.complete ? '' : ', cut short'},
      ${summary.host === 'node' ? 'command line, ' : ''}${summary.runtime},
      ${summary.operatingSystem}; sent ${when}
    </p>
    <div class="actions screen-only">
      <button
        type="button"
        class="plain"
        aria-label="Show the whole ${which}"
        data-testid="board-show"
        @click=${() => {
          does.show(entry);
        }}
      >
        Show
      </button>
      <button
        type="button"
        class="plain"
        aria-label="Lay beside mine: ${which}"
        data-testid="board-beside"
        @click=${() => {
          does.beside(entry);
        }}
      >
        Lay beside mine
      </button>
      ${
        marks.canDelete
          ? html`<button
              type="button"
              class="plain"
              aria-label="Delete ${which}"
              data-testid="board-delete"
              @click=${() => {
                does.remove(entry);
              }}
            >
              Delete
            </button>`
          : nothing
      }
    </div>
  </li>`;
}
