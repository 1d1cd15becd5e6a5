// Passing on what was found: a link that carries a result, a result as a file, the comparison as a text or a table.
import { html, LitElement, nothing } from 'lit';
import { comparisonCsv } from '../../results/compare/comparison-csv.ts';
import { comparisonMarkdown } from '../../results/compare/comparison-markdown.ts';
import type { Comparison } from '../../results/compare/comparison.ts';
import { deviceName } from '../../results/device-name.ts';
import { encodeResult, encodeSummary } from '../../results/link/result-link.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import { formatCount } from '../../shared/format.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { routeHash } from '../route/route.ts';
import { saveFile } from '../files/save-file.ts';
import { saveResult } from '../files/save-result.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import type { Candidate } from './candidate.ts';
import { compareStyles } from './compare.styles.ts';
import type { ModelComparison } from './models/model-comparison.ts';
import { modelComparisonCsv, modelComparisonMarkdown } from './models/model-comparison-texts.ts';
import './share-picture.ts';
import { shareResultsStyles } from './share-results.styles.ts';

interface Links {
  readonly summary: string;
  /** Undefined when the whole result fits no link. */
  readonly whole: string | undefined;
}

interface Said {
  readonly text: string;
  readonly bad: boolean;
}

export class ShareResults extends LitElement {
  static override styles = [baseStyles, controlStyles, compareStyles, shareResultsStyles];
  static override properties = {
    candidates: { attribute: false },
    comparison: { attribute: false },
    models: { attribute: false },
    selected: { state: true },
    links: { state: true },
    said: { state: true },
  };

  declare candidates: readonly Candidate[];
  declare comparison: Comparison | undefined;
  declare models: ModelComparison | undefined;
  /** Id of the result to be passed on; the first where it is not among them. */
  declare selected: string;
  declare links: Links | undefined;
  declare said: Said | undefined;
  #linked: DeviceProfile | undefined;

  constructor() {
    super();
    this.candidates = [];
    this.selected = '';
  }

  override willUpdate(): void {
    const profile = this.#profile;
    if (profile === this.#linked) return;
    this.#linked = profile;
    this.links = undefined;
    if (profile !== undefined) void this.#encode(profile);
  }

  override render() {
    const profile = this.#profile;
    const whole = this.#whole;
    return html`
      ${
        profile === undefined
          ? html`<p class="muted">
              Of the chosen results only summaries are here: pass on the links that they came by.
            </p>`
          : html`<label for="which">Which result</label>
              <select id="which" data-testid="share-which" @change=${this.#select}>
                ${whole.map(
                  (each) =>
                    html`<option value=${each.id} ?selected=${each === profile}>
                      ${deviceName(each.identity)}, ${each.createdAt.slice(0, 10)}
                    </option>`,
                )}
              </select>
              <div class="actions">
                ${this.#links()}
                <button type="button" data-testid="share-json" @click=${this.#saveJson}>
                  Save it as JSON
                </button>
              </div>
              <p class="small muted">
                The link carries the result behind its “#”, which browsers send to no server.
                Whoever has the link reads the device, your name for it, the software versions and
                the figures; the whole result also holds your note and every sample.
              </p>`
      }
      <div class="actions">
        <button type="button" data-testid="share-markdown" @click=${this.#copyMarkdown}>
          Copy the comparison as Markdown
        </button>
        <button type="button" data-testid="share-csv" @click=${this.#saveCsv}>
          Save the comparison as CSV
        </button>
      </div>
      ${this.#models()}
      <p
        class="said ${this.said?.bad === true ? 'bad' : ''}"
        role="status"
        data-testid="share-said"
      >
        ${this.said?.text ?? nothing}
      </p>
      <fs-share-picture
        .comparison=${this.comparison}
        .results=${this.candidates}
      ></fs-share-picture>
    `;
  }

  #models() {
    const { models } = this;
    if (models?.devices.some(({ answer }) => answer.kind === 'predicted') !== true) return nothing;
    return html`<div class="actions">
      <button
        type="button"
        data-testid="share-model-markdown"
        @click=${() => {
          void this.#copy(
            modelComparisonMarkdown(models),
            `What ${models.model} takes is on the clipboard as Markdown.`,
          );
        }}
      >
        Copy ${models.model} on each device as Markdown
      </button>
      <button
        type="button"
        data-testid="share-model-csv"
        @click=${() => {
          this.#save('flopscope-model-comparison.csv', 'text/csv', modelComparisonCsv(models));
        }}
      >
        Save it as CSV
      </button>
    </div>`;
  }

  #links() {
    const { links } = this;
    if (links === undefined) return nothing;
    const { summary, whole } = links;
    return html`<button
        type="button"
        data-testid="share-summary"
        @click=${() => {
          void this.#copy(summary, 'The link to the summary is on the clipboard.');
        }}
      >
        Copy a link to its summary (${formatCount(summary.length)} characters)
      </button>
      ${
        whole === undefined
          ? html`<span class="small muted">The whole result is too long for a link.</span>`
          : html`<button
              type="button"
              data-testid="share-whole"
              @click=${() => {
                void this.#copy(whole, 'The link to the whole result is on the clipboard.');
              }}
            >
              Copy a link to the whole result (${formatCount(whole.length)} characters)
            </button>`
      }`;
  }

  get #whole(): readonly DeviceProfile[] {
    return this.candidates.flatMap(({ profile }) => profile ?? []);
  }

  get #profile(): DeviceProfile | undefined {
    const whole = this.#whole;
    return whole.find(({ id }) => id === this.selected) ?? whole[0];
  }

  #select({ currentTarget }: Event): void {
    if (currentTarget instanceof HTMLSelectElement) this.selected = currentTarget.value;
  }

  async #encode(profile: DeviceProfile): Promise<void> {
    try {
      const summary = addressOf(await encodeSummary(profile));
      const payload = await encodeResult(profile);
      const whole = payload === undefined ? undefined : addressOf(payload);
      if (this.#linked === profile) this.links = { summary, whole };
    } catch (thrown) {
      if (this.#linked === profile) this.#say(asFlopscopeError(thrown).message, true);
    }
  }

  readonly #saveJson = (): void => {
    const profile = this.#profile;
    if (profile === undefined) return;
    this.#say(`Saved as ${saveResult(profile)}.`);
  };

  readonly #copyMarkdown = (): void => {
    const { comparison } = this;
    if (comparison === undefined) return;
    void this.#copy(
      comparisonMarkdown(comparison),
      'The comparison is on the clipboard as Markdown.',
    );
  };

  readonly #saveCsv = (): void => {
    const { comparison } = this;
    if (comparison === undefined) return;
    this.#save('flopscope-comparison.csv', 'text/csv', comparisonCsv(comparison));
  };

  #save(name: string, type: string, text: string): void {
    saveFile(name, type, [text]);
    this.#say(`Saved as ${name}.`);
  }

  async #copy(text: string, done: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#say(done);
    } catch {
      this.#say('The browser did not allow copying. Save a file instead.', true);
    }
  }

  #say(text: string, bad = false): void {
    this.said = { text, bad };
  }
}

/** Of this page, with the result in the part that stays in the browser. */
function addressOf(payload: string): string {
  return new URL(routeHash('compare', { result: payload }), location.href).href;
}

customElements.define('fs-share-results', ShareResults);
