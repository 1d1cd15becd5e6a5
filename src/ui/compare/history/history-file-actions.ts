// All kept results as one file, out and in again; what became of each is told.
import { html, LitElement, nothing } from 'lit';
import { readHistory, writeHistory } from '../../../results/history-file.ts';
import { KEPT_RESULTS } from '../../../results/result-store.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import { saveFile } from '../../files/save-file.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { nextTask } from '../../../shared/next-task.ts';
import { SessionController } from '../../session/session-controller.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { compareStyles } from '../compare.styles.ts';
import { historyViewStyles } from './history-view.styles.ts';

interface Said {
  readonly text: string;
  readonly bad: boolean;
  readonly refused: readonly string[];
}

export class HistoryFileActions extends LitElement {
  static override styles = [baseStyles, controlStyles, compareStyles, historyViewStyles];
  static override properties = { session: { attribute: false }, said: { state: true } };

  declare session: LabSession;
  declare said: Said | undefined;

  constructor() {
    super();
    new SessionController(this);
  }

  override render() {
    const { said } = this;
    const { length } = this.session.history;
    return html`
      <div class="actions">
        ${
          length === 0
            ? nothing
            : html`<button type="button" data-testid="history-export" @click=${this.#export}>
                ${length === 1 ? 'Save it as a file' : `Save all ${length} as one file`}
              </button>`
        }
        <button type="button" data-testid="history-import" @click=${this.#choose}>
          Bring in a saved history
        </button>
        <input
          id="file"
          type="file"
          accept=".jsonl,.json,application/json"
          hidden
          aria-label="A history saved by Flopscope"
          data-testid="history-file"
          @change=${this.#chosen}
        />
      </div>
      <div role="status" data-testid="history-said">
        <p class="said ${said?.bad === true ? 'bad' : ''}">${said?.text ?? nothing}</p>
        ${
          said === undefined || said.refused.length === 0
            ? nothing
            : html`<ul class="refusals">
                ${said.refused.map((sentence) => html`<li class="error">${sentence}</li>`)}
              </ul>`
        }
      </div>
    `;
  }

  readonly #export = (): void => {
    const { history } = this.session;
    const day = new Date().toISOString().slice(0, 10);
    const name = `flopscope-history-${day}.jsonl`;
    saveFile(name, 'application/jsonl', writeHistory(history));
    this.#say(`Saved as ${name}.`);
  };

  readonly #choose = (): void => {
    this.renderRoot.querySelector<HTMLInputElement>('#file')?.click();
  };

  #chosen(event: Event): void {
    const input = event.currentTarget;
    if (!(input instanceof HTMLInputElement)) return;
    const file = input.files?.[0];
    if (file !== undefined) void this.#import(file);
    // So that choosing the same file again is a change again.
    input.value = '';
  }

  async #import(file: File): Promise<void> {
    this.#say(`Reading ${file.name} …`);
    try {
      const { history } = this.session;
      const { added, known, refused } = await readHistory(file, {
        known: new Set(history.map(({ id }) => id)),
        room: KEPT_RESULTS - history.length,
        rest: nextTask,
      });
      await this.session.adopt(added);
      const told = `${file.name}: ${added.length} added, ${known} here already, ${refused.length} refused.`;
      this.#say(told, refused.length > 0, refused);
    } catch (thrown) {
      this.#say(`${file.name}: ${asFlopscopeError(thrown).message}`, true);
    }
  }

  #say(text: string, bad = false, refused: readonly string[] = []): void {
    this.said = { text, bad, refused };
  }
}

customElements.define('fs-history-file-actions', HistoryFileActions);
