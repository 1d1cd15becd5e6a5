// Which results are compared and with which: a list to choose from, and ways to bring in others.
import { html, LitElement, nothing } from 'lit';
import { detectedName, deviceName } from '../../results/device-name.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import { printMoment } from '../answer/print-date.ts';
import { suiteName } from '../measure/suites.ts';
import type { Parameters } from '../route/route.ts';
import type { LabSession } from '../session/lab-session.ts';
import { idOfOpened, type OpenedResult } from '../session/opened-result.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import type { Candidate } from './candidate.ts';
import { candidateKey } from './candidate-key.ts';
import { type Choice, writeChosen } from './choose-results.ts';
import { compareStyles } from './compare.styles.ts';
import { openResultFile, openResultLink } from './open-beside.ts';
import { resultPickerStyles } from './result-picker.styles.ts';

export class ResultPicker extends LitElement {
  static override styles = [baseStyles, controlStyles, compareStyles, resultPickerStyles];
  static override properties = {
    session: { attribute: false },
    candidates: { attribute: false },
    choice: { attribute: false },
    parameters: { attribute: false },
    become: { attribute: false },
    failures: { state: true },
    over: { state: true },
  };

  declare session: LabSession;
  declare candidates: readonly Candidate[];
  declare choice: Choice;
  declare parameters: Parameters;
  /** Takes what the address is to say. */
  declare become: (changed: Parameters) => void;
  declare failures: readonly string[];
  /** Whether files are held over it. */
  declare over: boolean;

  constructor() {
    super();
    this.failures = [];
    this.over = false;
  }

  override render() {
    const { candidates, failures } = this;
    const elsewhere = candidates.filter(({ origin }) => origin.kind !== 'board');
    const space = ofSpace(candidates);
    return html`
      <div
        class=${this.over ? 'drop over' : 'drop'}
        @dragover=${this.#dragOver}
        @dragleave=${this.#dragLeave}
        @drop=${this.#drop}
      >
        <div class="results" data-testid="candidates">
          <ul>
            ${elsewhere.map((candidate) => this.#entry(candidate))}
          </ul>
          ${space === undefined ? nothing : this.#space(space.name, space.candidates)}
        </div>
        <div class="actions">
          <button type="button" data-testid="compare-open" @click=${this.#choose}>
            Open result files
          </button>
          <input
            id="files"
            type="file"
            accept=".json,application/json"
            multiple
            hidden
            aria-label="Results saved by Flopscope"
            data-testid="compare-files"
            @change=${this.#chosen}
          />
        </div>
        <label for="link">Or paste a link to a result</label>
        <input
          id="link"
          type="url"
          autocomplete="off"
          data-testid="compare-link"
          @change=${this.#pasted}
        />
        <p class="small muted">
          Files can be dropped here, several at once. What is opened is read in this page only and
          kept nowhere.
        </p>
      </div>
      <div role="alert">
        ${failures.map((failure) => html`<p class="error" data-testid="compare-failure">${failure}</p>`)}
      </div>
    `;
  }

  /** Polite: a newcomer is told of when nothing else is being read. */
  #space(name: string, candidates: readonly Candidate[]) {
    const newcomers = candidates.filter(({ origin }) => origin.kind === 'board' && origin.isNew);
    return html`<h3 id="space">On the board: <bdi>${name}</bdi></h3>
      <p class="visually-hidden" role="status">
        ${newcomers.map(({ run }) => `New: “${deviceName(run.identity)}”. `)}
      </p>
      <ul aria-labelledby="space" data-testid="board-candidates">
        ${candidates.map((candidate) => this.#entry(candidate))}
      </ul>`;
  }

  #entry(candidate: Candidate) {
    const { key, run, origin } = candidate;
    const { chosen, reference } = this.choice;
    const name = deviceName(run.identity);
    const when = printMoment(run.createdAt);
    const isChosen = chosen.includes(candidate);
    return html`<li data-testid="candidate-${key}">
      <label class="take">
        <input
          type="checkbox"
          .checked=${isChosen}
          @change=${() => {
            this.#toggle(candidate);
          }}
        />
        <span>
          <b>${name}</b> ${originMark(candidate)}
          <small>
            ${run.identity.label === '' ? nothing : html`${detectedName(run.identity)}, `}${when},
            ${suiteName(run.suite)} ${run.suiteVersion}, ${run.runtime}
          </small>
        </span>
      </label>
      ${
        isChosen
          ? html`<label class="anchor">
              <input
                type="radio"
                name="reference"
                aria-label="Reference: ${name}, ${when}"
                .checked=${candidate === reference}
                @change=${() => {
                  this.become({ reference: key });
                }}
              />
              reference
            </label>`
          : nothing
      }
      ${
        origin.kind === 'file' || origin.kind === 'link'
          ? html`<button
              type="button"
              class="plain"
              aria-label="Close ${name}, ${when}"
              @click=${() => {
                this.#close(candidate);
              }}
            >
              Close
            </button>`
          : nothing
      }
    </li>`;
  }

  #toggle(candidate: Candidate): void {
    const { chosen } = this.choice;
    const next = this.candidates.filter((each) =>
      each === candidate ? !chosen.includes(each) : chosen.includes(each),
    );
    this.become({ chosen: writeChosen(next) });
  }

  #close({ key, origin, run }: Candidate): void {
    const next = this.choice.chosen.filter((each) => each.key !== key);
    this.become({
      ...(this.parameters['chosen'] === undefined ? {} : { chosen: writeChosen(next) }),
      ...(origin.kind === 'link' ? { result: '' } : {}),
    });
    this.session.closeBeside(run.id);
  }

  #choose(): void {
    this.renderRoot.querySelector<HTMLInputElement>('#files')?.click();
  }

  #chosen(event: Event): void {
    const input = event.currentTarget;
    if (!(input instanceof HTMLInputElement)) return;
    void this.#openAll([...(input.files ?? [])]);
    // So that choosing the same file again is a change again.
    input.value = '';
  }

  #pasted(event: Event): void {
    const input = event.currentTarget;
    if (!(input instanceof HTMLInputElement) || input.value.trim() === '') return;
    const text = input.value;
    void this.#open([{ name: 'The link', open: () => openResultLink(text) }]).then((opened) => {
      if (opened) input.value = '';
    });
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
    void this.#openAll([...(event.dataTransfer?.files ?? [])]);
  }

  async #openAll(files: readonly File[]): Promise<void> {
    await this.#open(files.map((file) => ({ name: file.name, open: () => openResultFile(file) })));
  }

  /** @returns whether all of them could be opened. */
  async #open(
    all: readonly { readonly name: string; readonly open: () => Promise<OpenedResult> }[],
  ): Promise<boolean> {
    const failures: string[] = [];
    const opened: OpenedResult[] = [];
    for (const { name, open } of all) {
      try {
        opened.push(await open());
      } catch (thrown) {
        failures.push(`${name}: ${asFlopscopeError(thrown).message}`);
      }
    }
    this.failures = failures;
    for (const result of opened) this.session.openBeside(result);
    const keys = opened.map((result) => candidateKey(idOfOpened(result)));
    const { chosen } = this.parameters;
    if (chosen !== undefined && keys.length > 0) {
      this.become({ chosen: [...new Set([...chosen.split(','), ...keys])].join(',') });
    }
    return failures.length === 0;
  }
}

/** The space that is open, with what is at hand of it. */
function ofSpace(candidates: readonly Candidate[]) {
  const found = candidates.filter(({ origin }) => origin.kind === 'board');
  const [origin] = found.map((candidate) => candidate.origin);
  return origin?.kind === 'board' ? { name: origin.space, candidates: found } : undefined;
}

function originMark({ origin, profile, leftOut }: Candidate) {
  switch (origin.kind) {
    case 'own':
      return nothing;
    case 'example':
      return html`<span class="origin">example, not your GPU</span>`;
    case 'file':
      return html`<span class="origin">from ${origin.name}</span>`;
    case 'board':
      return origin.isNew ? html`<span class="origin">new</span>` : nothing;
    case 'link':
      return html`<span class="origin"
        >${
          profile === undefined
            ? `from a link: its summary${leftOut === 0 ? '' : `, without ${leftOut} smaller problems`}`
            : 'from a link'
        }</span
      >`;
  }
}

customElements.define('fs-result-picker', ResultPicker);
