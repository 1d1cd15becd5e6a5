// Every result of a space, newest first: what a filter leaves of them, page by page, and what can be done with each.
import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { EntryDocument, Right } from '../../../results/board/board-documents.ts';
import type { Submitted } from '../../../results/board/known-spaces.ts';
import type { SpaceContents } from '../../../results/board/space-contents.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import { formatCount } from '../../../shared/format.ts';
import { saveFile } from '../../files/save-file.ts';
import { suites } from '../../measure/suites.ts';
import { type Parameters, routeHash } from '../../route/route.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { nextFrame } from '../../session/next-frame.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { formStyles } from '../../styles/form.styles.ts';
import { sheetStyles } from '../../styles/sheet.styles.ts';
import { candidateKey } from '../candidate-key.ts';
import { compareStyles } from '../compare.styles.ts';
import type { BoardSession } from './board-session.ts';
import { boardStyles } from './board.styles.ts';
import { changeAddress } from './change-address.ts';
import './modal-dialog.ts';
import { closeDialog } from './modal-dialog.ts';
import type { OpenSpace } from './open-space.ts';
import { type EntryDoes, spaceEntry } from './space-entry.ts';

/** Of entries, drawn in a few milliseconds. */
const PIECE = 10;

interface Said {
  readonly text: string;
  readonly bad: boolean;
}

export class SpaceResults extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    formStyles,
    sheetStyles,
    compareStyles,
    boardStyles,
  ];
  static override properties = {
    session: { attribute: false },
    board: { attribute: false },
    space: { attribute: false },
    contents: { attribute: false },
    right: { attribute: false },
    submissions: { attribute: false },
    fresh: { attribute: false },
    parameters: { attribute: false },
    drawn: { state: true },
    deleting: { state: true },
    said: { state: true },
  };

  declare session: LabSession;
  declare board: BoardSession;
  declare space: OpenSpace;
  declare contents: SpaceContents;
  declare right: Right;
  /** From this browser. */
  declare submissions: readonly Submitted[];
  declare fresh: ReadonlySet<string>;
  declare parameters: Parameters;
  /** How many entries stand in the page: the others follow, some with each frame. */
  declare drawn: number;
  /** What is about to be deleted, until it is confirmed. */
  declare deleting: EntryDocument | undefined;
  declare said: Said | undefined;

  readonly #does: EntryDoes = {
    show: (entry) => {
      void this.#whole(entry, (profile) => {
        const name = `the board, “${this.space.name}”`;
        this.session.show({ profile, source: { kind: 'file', name } });
        location.hash = routeHash('measure');
      });
    },
    beside: (entry) => {
      void this.#whole(entry, () => {
        this.space.layBeside(entry);
        const key = candidateKey(entry.summary.id);
        // Beside the latest of one's own, or what was chosen before.
        const own = this.session.history.slice(0, 1).map((profile) => candidateKey(profile.id));
        const chosen = this.parameters['chosen']?.split(',') ?? own;
        location.hash = routeHash('compare', {
          ...this.parameters,
          view: '',
          device: '',
          chosen: [...new Set([...chosen, key])].join(','),
        });
      });
    },
    remove: (entry) => {
      this.deleting = entry;
    },
  };

  constructor() {
    super();
    this.drawn = PIECE;
  }

  override updated(): void {
    if (this.drawn < this.contents.entries.length) void this.#drawMore();
  }

  override render() {
    const { contents, parameters, said } = this;
    const { entries, older } = contents;
    const own = new Set(this.submissions.map(({ id }) => id));
    return html`<section class="sheet" aria-labelledby="results">
      <header>
        <h2 id="results" tabindex="-1">Results</h2>
        <p>
          Newest first, as they were sent. “Show” fetches the whole of one; none is kept in this
          browser.
        </p>
      </header>
      <div>
        ${this.#filters()}
        <p class="said ${said?.bad === true ? 'bad' : ''}" role="status" data-testid="board-said">
          ${said?.text ?? nothing}
        </p>
        ${
          entries.length === 0
            ? html`<p class="muted">
                No result passes the filter.
                <button type="button" class="plain" @click=${this.#clear}>Show all</button>
              </p>`
            : html`<ul class="entries" data-testid="board-entries">
                ${repeat(
                  entries.slice(0, this.drawn),
                  ({ id }) => id,
                  (entry) =>
                    spaceEntry(
                      entry,
                      {
                        isNew: this.fresh.has(entry.id),
                        isOwn: own.has(entry.id),
                        canDelete: own.has(entry.id) || this.right === 'creator',
                      },
                      this.#does,
                    ),
                )}
              </ul>`
        }
        <div class="actions more">
          ${
            older === null
              ? nothing
              : html`<button
                  type="button"
                  data-testid="board-older"
                  @click=${() => {
                    void this.space.older();
                  }}
                >
                  Show older
                </button>`
          }
          ${(['csv', 'json'] as const).map(
            (format) =>
              html`<button
                type="button"
                data-testid="board-export-${format}"
                @click=${() => {
                  void this.#export(format);
                }}
              >
                ${format === 'csv' ? 'Save all figures as CSV' : 'Save all results as JSON'}
              </button>`,
          )}
        </div>
        ${
          (parameters['suite'] ??
          parameters['device'] ??
          parameters['software'] ??
          parameters['host'])
            ? html`<p class="small muted">“All” is what the filter leaves, older ones included.</p>`
            : nothing
        }
      </div>
      ${this.deleting === undefined ? nothing : this.#confirm(this.deleting, own.has(this.deleting.id))}
    </section>`;
  }

  #filters() {
    const devices = this.contents.devices.map(({ device, deviceName }) => [device, deviceName]);
    const { device } = this.parameters;
    const isKnown = device === undefined || devices.some(([known]) => known === device);
    return html`<div class="fields filters">
      ${this.#filter(
        'suite',
        'Suite',
        'All suites',
        suites.map(({ id, name }) => [id, name]),
      )}
      ${this.#filter('device', 'Device', 'All devices', [
        ...devices,
        ...(isKnown ? [] : [[device, 'One device']]),
      ])}
      ${this.#filter('software', 'Adapter', 'All adapters', [
        ['false', 'GPUs'],
        ['true', 'Software adapters'],
      ])}
      ${this.#filter('host', 'Measured in', 'Everywhere', [
        ['browser', 'Browsers'],
        ['node', 'The command line'],
      ])}
    </div>`;
  }

  #filter(parameter: string, label: string, all: string, choices: readonly (readonly string[])[]) {
    const chosen = this.parameters[parameter] ?? '';
    return html`<div class=${chosen === '' ? '' : 'changed'}>
      <label for=${parameter}>${label}</label>
      <select
        id=${parameter}
        data-testid="board-filter-${parameter}"
        @change=${({ currentTarget }: Event) => {
          if (currentTarget instanceof HTMLSelectElement) {
            changeAddress(this.parameters, { [parameter]: currentTarget.value });
          }
        }}
      >
        <option value="" ?selected=${chosen === ''}>${all}</option>
        ${choices.map(
          ([value = '', name]) =>
            html`<option value=${value} ?selected=${value === chosen}>${name}</option>`,
        )}
      </select>
    </div>`;
  }

  #confirm(entry: EntryDocument, isOwn: boolean) {
    const kept = this.session.history.some(({ id }) => id === entry.summary.id);
    return html`<fs-modal-dialog
      .heading=${`Delete the result of “${entry.deviceName}” from the board?`}
      @closed=${() => {
        this.deleting = undefined;
      }}
    >
      <div class="dialog">
        <p>
          It is gone for all members at once, and the board cannot bring it back.
          ${
            kept
              ? 'Your history still has it: you can send it again.'
              : isOwn
                ? 'This browser’s history has it no longer.'
                : 'Another member sent it; only that member may still have it.'
          }
        </p>
        <div class="actions">
          <button type="button" @click=${this.#dismiss}>Keep it</button>
          <button
            type="button"
            class="danger"
            data-testid="board-delete-confirm"
            @click=${() => {
              void this.#delete(entry);
            }}
          >
            Delete it
          </button>
        </div>
      </div>
    </fs-modal-dialog>`;
  }

  readonly #dismiss = (): void => {
    closeDialog(this.renderRoot);
  };

  readonly #clear = (): void => {
    changeAddress(this.parameters, { suite: '', device: '', software: '', host: '' });
  };

  async #drawMore(): Promise<void> {
    await nextFrame();
    this.drawn = Math.min(this.drawn + PIECE, this.contents.entries.length);
  }

  async #delete(entry: EntryDocument): Promise<void> {
    this.#dismiss();
    try {
      await this.board.remove(this.space, entry.id);
      this.#say(`The result of “${entry.deviceName}” is deleted.`);
    } catch (thrown) {
      this.#say(asFlopscopeError(thrown).message, true);
    }
    // The button that was pressed is gone with its entry.
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#results')?.focus();
  }

  async #whole(
    { id, deviceName }: EntryDocument,
    then: (profile: Awaited<ReturnType<OpenSpace['result']>>) => void,
  ): Promise<void> {
    this.#say(`Fetching the whole result of “${deviceName}” …`);
    try {
      const profile = await this.space.result(id);
      this.said = undefined;
      then(profile);
    } catch (thrown) {
      this.#say(asFlopscopeError(thrown).message, true);
    }
  }

  async #export(format: 'csv' | 'json'): Promise<void> {
    this.#say('The board is writing the file …');
    try {
      const response = await this.space.client.export(format, this.space.filter);
      const blob = await response.blob();
      const name = `flopscope-board-${new Date().toISOString().slice(0, 10)}.${format}`;
      saveFile(name, format === 'csv' ? 'text/csv' : 'application/json', [blob]);
      this.#say(`Saved as ${name}, ${formatCount(Math.ceil(blob.size / 1000))} kB.`);
    } catch (thrown) {
      this.#say(asFlopscopeError(thrown).message, true);
    }
  }

  #say(text: string, bad = false): void {
    this.said = { text, bad };
  }
}

customElements.define('fs-space-results', SpaceResults);
