// Compare: is that device faster than this one, by how much, and may the two be held against each other at all?
import { html, LitElement, nothing } from 'lit';
import { compareAnswer } from '../../results/compare/compare-answer.ts';
import { comparisonSteps } from '../../results/compare/compare-runs.ts';
import type { Comparison } from '../../results/compare/comparison.ts';
import { type RatioRow, ratioRows } from '../../results/compare/ratio-rows.ts';
import { loadExample } from '../../results/load-example.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { type Parameters, routeHash } from '../route/route.ts';
import type { LabSession } from '../session/lab-session.ts';
import { SessionController } from '../session/session-controller.ts';
import { answerStyles } from '../styles/answer.styles.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { sheetStyles } from '../styles/sheet.styles.ts';
import { type Candidate, candidatesOf } from './candidate.ts';
import { type Choice, chooseResults } from './choose-results.ts';
import { compareStyles } from './compare.styles.ts';
import './figures-table.ts';
import type { ModelComparison } from './models/model-comparison.ts';
import { openResultLink } from './open-beside.ts';
import './ratio-picture.ts';
import './result-picker.ts';
import { runInSlices } from './run-in-slices.ts';
import './share-results.ts';
import { verdictList } from './verdict-list.ts';

export class CompareView extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    answerStyles,
    deskStyles,
    sheetStyles,
    compareStyles,
  ];
  static override properties = {
    session: { attribute: false },
    parameters: { attribute: false },
    example: { state: true },
    comparison: { state: true },
    linkFailure: { state: true },
    models: { state: true },
  };

  declare session: LabSession;
  declare parameters: Parameters;
  /** Undefined until it is known whether there is one. */
  declare example: DeviceProfile | null | undefined;
  declare comparison: Comparison | undefined;
  declare linkFailure: string | undefined;
  /** What training a model takes on each of them, once it is known. */
  declare models: ModelComparison | undefined;
  #candidates: readonly Candidate[] = [];
  #choice: Choice = { chosen: [], reference: undefined };
  #rows: readonly RatioRow[] = [];
  /** What the comparison is of, or is about to be. */
  #subject: readonly unknown[] = [];
  #link = '';

  constructor() {
    super();
    this.parameters = {};
    new SessionController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.example === undefined) void this.#loadExample();
    // Apart from the first load: it comes with all models.
    void import('./models/model-costs.ts');
  }

  override willUpdate(): void {
    const link = this.parameters['result'] ?? '';
    if (link !== this.#link) void this.#openLink(link);
    const { history, opened } = this.session;
    this.#candidates = candidatesOf({ history, opened, example: this.example ?? undefined });
    this.#choice = chooseResults(this.#candidates, this.parameters);
    const { chosen, reference } = this.#choice;
    const { basis, all } = this.parameters;
    const subject = [basis, all, reference?.run, ...chosen.map(({ run }) => run)];
    const isSame =
      subject.length === this.#subject.length &&
      subject.every((part, index) => part === this.#subject[index]);
    if (isSame) return;
    this.#subject = subject;
    void this.#compare(subject);
  }

  override render() {
    const { linkFailure, comparison } = this;
    if (this.session.shown === undefined || this.example === undefined) {
      return html`<p role="status">Looking for results …</p>`;
    }
    const { chosen } = this.#choice;
    return html`
      ${
        linkFailure === undefined
          ? nothing
          : html`<p class="notices bad" role="alert" data-testid="link-failure">${linkFailure}</p>`
      }
      <section class="opening" aria-labelledby="question">
        ${chosen.length === 0 ? this.#nothing() : comparison === undefined ? busy() : opening(comparison)}
      </section>
      <section class="desk" aria-label="What is compared">
        <div>
          <fs-result-picker
            .session=${this.session}
            .candidates=${this.#candidates}
            .choice=${this.#choice}
            .parameters=${this.parameters}
            .become=${this.#become}
          ></fs-result-picker>
          ${this.#basis()}
        </div>
        ${
          comparison === undefined || chosen.length === 0
            ? this.#waiting()
            : this.#picture(comparison)
        }
      </section>
      ${comparison === undefined || chosen.length === 0 ? nothing : this.#evidence(comparison)}
    `;
  }

  #nothing() {
    return html`<h1 id="question" data-testid="compare-answer">Nothing is chosen to compare</h1>
      <p class="lead">
        ${
          this.#candidates.length === 0
            ? html`This browser keeps no result yet:
                <a href=${routeHash('measure')}>measure this GPU</a>, or open a file or a link.`
            : 'Choose results in the list, or open a file or a link.'
        }
      </p>`;
  }

  #waiting() {
    return html`<p class="muted">
      Ratios stand here once two devices are chosen.
      ${
        this.session.history.length === 0
          ? html`This GPU is not among them yet: <a href=${routeHash('measure')}>measure it</a>.`
          : nothing
      }
    </p>`;
  }

  #basis() {
    const isSameCode = this.parameters['basis'] === 'same-code';
    return html`<label class="basis">
      <input
        type="checkbox"
        data-testid="same-code"
        .checked=${isSameCode}
        @change=${() => {
          this.#become({ basis: isSameCode ? '' : 'same-code' });
        }}
      />
      <span>
        Only kernels of the same code
        <small class="muted small">Otherwise each device answers with its best kernel.</small>
      </span>
    </label>`;
  }

  #picture(comparison: Comparison) {
    const { devices, reference } = comparison;
    if (devices.length < 2) return this.#waiting();
    const isAll = this.parameters['all'] === 'on';
    const hasRefused = comparison.rows.some(({ cells }) =>
      cells.some((cell) => cell?.ratio.kind === 'withheld'),
    );
    return html`<div>
      ${
        this.#rows.length === 0
          ? html`<p class="muted">
              No ratio may be told: the reasons stand below, with what to do about each.
            </p>`
          : html`<fs-ratio-picture
              .rows=${this.#rows}
              .reference=${devices[reference]?.name ?? ''}
            ></fs-ratio-picture>`
      }
      ${
        hasRefused || isAll
          ? html`<p class="show-all">
              <button
                type="button"
                data-testid="show-all"
                aria-pressed=${isAll ? 'true' : 'false'}
                @click=${() => {
                  this.#become({ all: isAll ? '' : 'on' });
                }}
              >
                ${isAll ? 'Withhold ratios that are not comparable' : 'Show ratios all the same'}
              </button>
            </p>`
          : nothing
      }
    </div>`;
  }

  #evidence(comparison: Comparison) {
    return html`${
        comparison.devices.length < 2
          ? nothing
          : html`<section class="sheet" aria-labelledby="verdicts">
              <header>
                <h2 id="verdicts">May they be compared?</h2>
                <p>Each pair, with what stands between the two and what to do.</p>
              </header>
              <div>${verdictList(comparison)}</div>
            </section>`
      }
      <section class="sheet" aria-labelledby="models">
        <header>
          <h2 id="models">A model on each device</h2>
          <p>
            Training time, predicted from what was measured on each device.
            <a href=${routeHash('train')}>Train</a> lets you change the recipe.
          </p>
        </header>
        <fs-model-costs
          .comparison=${comparison}
          .results=${this.#choice.chosen}
          .parameters=${this.parameters}
          .become=${this.#become}
          @model-comparison=${(event: CustomEvent<ModelComparison | undefined>) => {
            this.models = event.detail;
          }}
        ></fs-model-costs>
      </section>
      <section class="sheet" aria-labelledby="figures">
        <header>
          <h2 id="figures">Figures</h2>
          <p>
            Medians with 95 % intervals; × says how many times as fast as the reference. 1 MAC = 2
            FLOP.
          </p>
        </header>
        <fs-figures-table .comparison=${comparison}></fs-figures-table>
      </section>
      <section class="sheet screen-only" aria-labelledby="share">
        <header>
          <h2 id="share">Pass it on</h2>
          <p>Nothing leaves this browser by itself: you paste the link, or send the file.</p>
        </header>
        <fs-share-results
          .candidates=${this.#choice.chosen}
          .comparison=${comparison}
          .models=${this.models}
        ></fs-share-results>
      </section>`;
  }

  async #compare(subject: readonly unknown[]): Promise<void> {
    const { chosen, reference } = this.#choice;
    if (reference === undefined) {
      this.comparison = undefined;
      return;
    }
    const { basis, all } = this.parameters;
    const steps = comparisonSteps(
      chosen.map(({ run }) => run),
      reference.run.id,
      {
        basis: basis === 'same-code' ? 'same-code' : 'best-of-each',
        showsNotComparable: all === 'on',
      },
    );
    const comparison = await runInSlices(steps, () => this.#subject === subject);
    if (comparison === undefined) return;
    this.#rows = ratioRows(comparison);
    this.comparison = comparison;
  }

  async #openLink(link: string): Promise<void> {
    this.#link = link;
    this.linkFailure = undefined;
    if (link === '') return;
    try {
      const opened = await openResultLink(link);
      if (this.#link === link) this.session.openBeside(opened);
    } catch (thrown) {
      if (this.#link === link) this.linkFailure = asFlopscopeError(thrown).message;
    }
  }

  async #loadExample(): Promise<void> {
    this.example = (await loadExample()) ?? null;
  }

  /** The address follows every change. */
  readonly #become = (changed: Parameters): void => {
    const parameters = { ...this.parameters, ...changed };
    const set = Object.entries(parameters).filter(([, value]) => value !== '');
    history.replaceState(null, '', routeHash('compare', parameters));
    this.parameters = Object.fromEntries(set);
  };
}

function busy() {
  return html`<h1 id="question" role="status">Comparing …</h1>`;
}

function opening(comparison: Comparison) {
  const { before, strong, after, detail } = compareAnswer(comparison);
  return html`<h1 id="question" data-testid="compare-answer">
      ${before}<strong>${strong}</strong>${after}
    </h1>
    <p class="lead" data-testid="compare-detail">${detail}</p>`;
}

customElements.define('fs-compare-view', CompareView);
