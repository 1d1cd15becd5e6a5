// Taking a count along: copied or downloaded, whole or its table.
import { html, LitElement } from 'lit';
import type { ModelCount } from '../../models/count.ts';
import { saveFile } from '../files/save-file.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { countActionsStyles } from './count-actions.styles.ts';
import { countCsv, countJson, documentName } from './count-documents.ts';

const kinds = {
  json: { name: 'JSON', type: 'application/json', write: countJson },
  csv: { name: 'CSV', type: 'text/csv', write: countCsv },
} as const;

type Kind = keyof typeof kinds;

export class CountActions extends LitElement {
  static override styles = [baseStyles, controlStyles, countActionsStyles];
  static override properties = {
    count: { attribute: false },
    said: { state: true },
    bad: { state: true },
  };

  declare count: ModelCount | undefined;
  declare said: string;
  declare bad: boolean;

  constructor() {
    super();
    this.said = '';
    this.bad = false;
  }

  override render() {
    return html`
      <div class="actions">
        ${(['json', 'csv'] as const).map(
          (kind) => html`
            <button
              type="button"
              data-testid="download-${kind}"
              @click=${() => {
                this.#download(kind);
              }}
            >
              Download ${kinds[kind].name}
            </button>
            <button
              type="button"
              data-testid="copy-${kind}"
              @click=${() => {
                void this.#copy(kind);
              }}
            >
              Copy ${kinds[kind].name}
            </button>
          `,
        )}
      </div>
      <p class="said ${this.bad ? 'bad' : ''}" role="status" data-testid="count-message">
        ${this.said}
      </p>
    `;
  }

  #download(kind: Kind): void {
    const { count } = this;
    if (count === undefined) return;
    const { type, write } = kinds[kind];
    const file = documentName(count, kind);
    saveFile(file, type, [write(count)]);
    this.#say(`Saved as ${file}.`);
  }

  async #copy(kind: Kind): Promise<void> {
    const { count } = this;
    if (count === undefined) return;
    const { name, write } = kinds[kind];
    try {
      await navigator.clipboard.writeText(write(count));
      this.#say(`The count is on the clipboard as ${name}.`);
    } catch {
      this.#say('The browser did not allow copying. Download the file instead.', true);
    }
  }

  #say(text: string, bad = false): void {
    this.said = text;
    this.bad = bad;
  }
}

customElements.define('fs-count-actions', CountActions);
