// Why does another tool say another number? Every decision in which counts differ as a switch with a live total,
// what well-known tools would print, and the conventions behind a number that was seen elsewhere.
import { html, LitElement, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Findings, Match } from '../../models/reconcile/find-conventions.ts';
import type { ConventionCount, SwitchEffect } from '../../models/reconcile/reconcile.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import { formatAmount, formatCount, roundToPlace } from '../../shared/format.ts';
import type { CountedModel, ReconciledCount } from '../../workers/models-api.ts';
import type { ModelsSession } from '../session/models-session.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { reconcilerViewStyles } from './reconciler-view.styles.ts';

export interface ReconcilerChange {
  /** Ids with commas between them, as the address has them. */
  readonly switches: string;
  readonly said: string;
}

/** Typing pauses this long before a number is looked up. */
const TYPING_PAUSE_MS = 250;

type Found = { readonly findings: Findings } | { readonly problem: string };

export class ReconcilerView extends LitElement {
  static override styles = [baseStyles, controlStyles, tableStyles, reconcilerViewStyles];
  static override properties = {
    models: { attribute: false },
    count: { attribute: false },
    switches: { attribute: false },
    said: { attribute: false },
    reconciled: { state: true },
    found: { state: true },
    failure: { state: true },
  };

  declare models: ModelsSession;
  declare count: CountedModel | undefined;
  declare switches: string;
  /** A number as another tool printed it. */
  declare said: string;
  declare reconciled: ReconciledCount | undefined;
  declare found: Found | undefined;
  declare failure: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.switches = '';
    this.said = '';
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const other = changed.has('count');
    if (other || changed.has('switches')) void this.#reconcile();
    if (other || changed.has('said')) {
      clearTimeout(this.#timer);
      if (this.said === '') this.found = undefined;
      else this.#timer = setTimeout(() => void this.#find(), TYPING_PAUSE_MS);
    }
  }

  override render() {
    const { reconciled, failure } = this;
    if (failure !== undefined) {
      return html`<p role="alert" data-testid="reconciler-failure">${failure}</p>`;
    }
    if (reconciled === undefined) return html`<p role="status">Comparing …</p>`;
    return html`<div class="reconciler" data-testid="reconciler">
      ${this.#total(reconciled)} ${this.#said()} ${this.#switchList(reconciled)}
      ${presets(reconciled)}
    </div>`;
  }

  #total({ base, steps }: ReconciledCount) {
    const total = steps.reduce((sum, { delta }) => sum + delta, base);
    const turned = steps.map(({ id }) => id);
    const unit = turned.includes('unit') ? 'FLOP' : 'MAC';
    return html`<div class="total">
      <p aria-live="polite" data-testid="reconciled-total" data-total=${total}>
        <b>${formatAmount(total, unit)}</b>
        <span class="exact">${formatCount(total)}</span>
      </p>
      ${
        steps.length === 0
          ? html`<p class="muted small">
              As counted here: each multiply-accumulate once, nothing else. Turn a switch to count
              otherwise.
            </p>`
          : html`<ol class="steps">
              <li>
                <span>MACs, as counted here</span> <span>${formatAmount(base, '').trim()}</span>
              </li>
              ${steps.map(
                ({ label, delta }) =>
                  html`<li><span>${label}</span> <span>${signed(delta)}</span></li>`,
              )}
            </ol>`
      }
    </div>`;
  }

  #said() {
    const { found } = this;
    return html`<div class="said">
      <label for="said">Another tool says</label>
      <input
        id="said"
        data-testid="said-number"
        autocomplete="off"
        maxlength="40"
        placeholder="4.1 GFLOPs"
        .value=${live(this.said)}
        aria-invalid=${found !== undefined && 'problem' in found ? 'true' : 'false'}
        aria-describedby="said-answer"
        @input=${this.#typed}
      />
      <div id="said-answer" role="status" data-testid="said-answer">
        ${found === undefined ? nothing : 'problem' in found ? html`<p class="error">${found.problem}</p>` : this.#findings(found.findings)}
      </div>
    </div>`;
  }

  #findings({ matches, nearest, published }: Findings) {
    return html`
      ${
        matches.length === 0
          ? html`<p>
              No convention known here yields it.
              ${
                nearest === undefined
                  ? nothing
                  : html`Nearest: ${nearest.label}, ${formatAmount(nearest.count, '').trim()}.`
              }
              Check the sizes: batch, image, sequence.
            </p>`
          : html`<p>It is this count, counted as:</p>
              <ul>
                ${matches.map((match) => html`<li>${this.#match(match)}</li>`)}
              </ul>`
      }
      ${published.map(
        ({ source, says }) =>
          html`<p class="small muted">
            Printed so elsewhere: ${formatAmount(says, '').trim()}, ${source}
          </p>`,
      )}
    `;
  }

  #match({ label, switches, count }: Match) {
    const text = html`${label} <span class="muted">${formatAmount(count, '').trim()}</span>`;
    if (switches.length === 0) return text;
    return html`<button
      type="button"
      class="plain"
      @click=${() => {
        this.#tell({ switches: switches.join(',') });
      }}
    >
      ${text}
    </button>`;
  }

  #switchList({ switches }: ReconciledCount) {
    const works = ({ id, macsDelta, operationsDelta }: SwitchEffect): boolean =>
      id === 'unit' || macsDelta + operationsDelta !== 0;
    const idle = switches.filter((each) => !works(each));
    return html`<div class="switches">
      <h3>Count otherwise</h3>
      <ul>
        ${switches.filter(works).map((each) => this.#switch(each))}
      </ul>
      ${
        idle.length === 0
          ? nothing
          : html`<p class="small muted">
              Without effect on this model:
              ${idle.map(({ label }) => label.toLowerCase()).join(', ')}.
            </p>`
      }
      ${
        this.switches === ''
          ? nothing
          : html`<button
              type="button"
              class="plain"
              data-testid="reset-switches"
              @click=${() => {
                this.#tell({ switches: '' });
              }}
            >
              Back to the count of this page
            </button>`
      }
    </div>`;
  }

  #switch({ id, label, explanation, macsDelta, operationsDelta }: SwitchEffect) {
    const turned = this.#turned().includes(id);
    return html`<li>
      <label>
        <input
          type="checkbox"
          data-testid="switch-${id}"
          .checked=${live(turned)}
          @change=${() => {
            this.#turn(id);
          }}
        />
        <span class="label">${label}</span>
        <span class="effect">${id === 'unit' ? '× 2' : signed(macsDelta + operationsDelta)}</span>
      </label>
      <p>${explanation}</p>
    </li>`;
  }

  #turned(): readonly string[] {
    return this.switches.split(',').filter(Boolean);
  }

  #turn(id: string): void {
    const turned = this.#turned();
    const next = turned.includes(id) ? turned.filter((each) => each !== id) : [...turned, id];
    this.#tell({ switches: next.join(',') });
  }

  #typed(event: Event): void {
    if (!(event.currentTarget instanceof HTMLInputElement)) return;
    this.#tell({ said: event.currentTarget.value });
  }

  #tell(change: Partial<ReconcilerChange>): void {
    const detail: ReconcilerChange = { switches: this.switches, said: this.said, ...change };
    this.dispatchEvent(
      new CustomEvent('reconciler-change', { detail, bubbles: true, composed: true }),
    );
  }

  async #reconcile(): Promise<void> {
    const { count } = this;
    if (count === undefined) return;
    const asked = this.switches;
    try {
      const reconciled = await this.models.reconcile(count.key, this.#turned());
      if (this.count !== count || this.switches !== asked) return;
      this.reconciled = reconciled;
      this.failure = undefined;
    } catch (thrown) {
      const { code, message } = asFlopscopeError(thrown);
      // Another model is on its way, and this is asked again when it has come.
      if (this.count === count && code !== 'aborted') this.failure = message;
    }
  }

  async #find(): Promise<void> {
    const { count, said } = this;
    if (count === undefined || said === '') return;
    let found: Found | undefined;
    try {
      found = { findings: await this.models.findConventions(count.key, said) };
    } catch (thrown) {
      const { code, message } = asFlopscopeError(thrown);
      found = code === 'aborted' ? undefined : { problem: message };
    }
    if (this.count === count && this.said === said) this.found = found;
  }
}

function presets({ base, presets: tools }: ReconciledCount) {
  return html`<div class="presets">
    <h3>What known tools would print</h3>
    <div class="table-frame" role="region" aria-label="Counts of known tools" tabindex="0">
      <table data-testid="known-tools">
        <thead>
          <tr>
            <th scope="col">Tool</th>
            <th scope="col" class="number">Its count</th>
            <th scope="col" class="number">Of our MACs</th>
            <th scope="col">How it counts</th>
          </tr>
        </thead>
        <tbody>
          ${tools.map((tool) => preset(tool, base))}
        </tbody>
      </table>
    </div>
  </div>`;
}

function preset({ convention, count }: ConventionCount, base: number) {
  const { name, sentence, source, provenance } = convention;
  return html`<tr>
    <th scope="row">${name}</th>
    <td class="number">${formatAmount(count, '').trim()}</td>
    <td class="number">${base === 0 ? '–' : `${roundToPlace(count / base, -2)} ×`}</td>
    <td>
      ${sentence}
      <span class="source">${source}${provenance === 'memory' ? ' (unverified)' : ''}</span>
    </td>
  </tr>`;
}

function signed(value: number): string {
  if (value === 0) return '± 0';
  const amount = formatAmount(Math.abs(value), '').trim();
  return value > 0 ? `+ ${amount}` : `− ${amount}`;
}

customElements.define('fs-reconciler', ReconcilerView);
