// The limits explorer: what a target error takes in compute, money and carbon by the two forms of the paper's curves, and
// the same question asked of data: the weights held here, and points of one's own.
import { html, LitElement, nothing } from 'lit';
import {
  type AlgorithmicProgress,
  loadComputationalLimits,
} from '../../../facts/computational-limits.ts';
import { torchvisionFacts } from '../../../facts/facts.ts';
import { deviceName } from '../../../results/device-name.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import { imageErrors } from '../../../trends/limits/image-errors.ts';
import { type LimitCurves, limitCurves } from '../../../trends/limits/limit-curves.ts';
import { staleMark } from '../../answer/stale-mark.ts';
import { type Parameters, routeHash } from '../../route/route.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { SessionController } from '../../session/session-controller.ts';
import { answerStyles } from '../../styles/answer.styles.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { deskStyles } from '../../styles/desk.styles.ts';
import { sheetStyles } from '../../styles/sheet.styles.ts';
import { tableStyles } from '../../styles/table.styles.ts';
import { DeviceRates } from '../device-rates.ts';
import { trendsStyles } from '../trends.styles.ts';
import './compute-calculator.ts';
import './error-line-chart.ts';
import type { LinePoint } from './line-picture.ts';
import { lineText } from './line-text.ts';
import './limits-chart.ts';
import './limits-form.ts';
import { limitTime } from './limit-time.ts';
import { opening } from './limits-opening.ts';
import { askLimits, type LimitsAnswer, type LimitsQuestion } from './limits-question.ts';
import { limitsStyles } from './limits.styles.ts';
import { allTargetsTable } from './limits-table.ts';
import './own-points.ts';

interface Loaded {
  readonly all: readonly LimitCurves[];
  readonly progress: AlgorithmicProgress;
}

/** What of the address the curves depend on. */
const ASKED = ['benchmark', 'error', 'progress', 'progressYears'];

/** Benchmarks whose networks look at pictures; the others read. */
const PICTURES: ReadonlySet<string> = new Set(['imagenet', 'coco']);

const ACROSS = { wide: 'Compute of one pass, FLOP (1 MAC = 2 FLOP)', narrow: 'FLOP of one pass' };

export class LimitsView extends LitElement {
  static override styles = [
    ...[baseStyles, controlStyles, answerStyles, deskStyles, sheetStyles, tableStyles],
    ...[trendsStyles, limitsStyles],
  ];
  static override properties = {
    session: { attribute: false },
    parameters: { attribute: false },
    loaded: { state: true },
    failure: { state: true },
  };

  declare session: LabSession;
  declare parameters: Parameters;
  declare loaded: Loaded | undefined;
  declare failure: string | undefined;
  #question: LimitsQuestion | undefined;
  readonly #rates = new DeviceRates(this, () => this.session.shown);
  #askedFor: string | undefined;
  /** Of the last valid figures. */
  #answer: LimitsAnswer | undefined;
  readonly #held = imageErrors();
  readonly #points: readonly LinePoint[] = this.#held.points.map((point) => ({
    ...point,
    label: `${point.model}, ${point.weights}`,
  }));

  constructor() {
    super();
    this.parameters = {};
    new SessionController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.loaded === undefined) void this.#load();
  }

  override willUpdate(): void {
    const { loaded, parameters } = this;
    if (loaded === undefined) return;
    const ask = (asked: Parameters) => askLimits(asked, loaded.all, loaded.progress);
    // What is typed into the calculator changes the address too, and is no reason to draw the curves anew.
    const key = ASKED.map((name) => parameters[name] ?? '').join('|');
    if (key === this.#askedFor) return;
    this.#askedFor = key;
    this.#question = ask(parameters);
    // Opened by an address that is wrong, it answers for what it begins with.
    this.#answer = this.#question?.answer ?? this.#answer ?? ask({})?.answer;
  }

  override render() {
    const { failure, loaded } = this;
    const question = this.#question;
    const answer = this.#answer;
    if (failure !== undefined) {
      return html`<p class="notices bad" role="alert" data-testid="limits-failure">${failure}</p>`;
    }
    if (loaded === undefined || question === undefined || answer === undefined) {
      return html`<p role="status">Loading the paper’s table …</p>`;
    }
    const isStale = question.answer === undefined;
    return html`
      ${
        question.notices.length === 0
          ? nothing
          : html`<div role="status">
              <ul class="notices">
                ${question.notices.map((notice) => html`<li>${notice}</li>`)}
              </ul>
            </div>`
      }
      <section class="opening" aria-labelledby="question">
        ${staleMark(isStale)} ${opening(answer, loaded.progress, this.#onDevice(answer))}
      </section>
      <section class="desk" aria-label="Error against compute">
        <fs-limits-form
          class="screen-only"
          .question=${question}
          .all=${loaded.all}
          .progress=${loaded.progress}
          @trend-change=${this.#change}
        ></fs-limits-form>
        <fs-limits-chart
          class=${isStale ? 'stale' : ''}
          .answer=${answer}
          .stops=${question.stops}
        ></fs-limits-chart>
      </section>
      <section class="sheet" aria-labelledby="targets">
        <header>
          <h2 id="targets">The paper’s targets</h2>
          <p>Of all five benchmarks, in whole powers of ten. No R² is claimed for them.</p>
        </header>
        <div data-testid="limits-targets">${allTargetsTable(loaded.all)}</div>
      </section>
      <section class="sheet" aria-labelledby="held">
        <header>
          <h2 id="held">On data held here</h2>
          <p>
            ImageNet’s top-1 error against the FLOP of one pass, of the ${this.#points.length} among
            ${torchvisionFacts.length} weight sets of torchvision that state an accuracy.
          </p>
        </header>
        <div data-testid="limits-held">${this.#heldLine(answer.errorPercent)}</div>
      </section>
      <section class="sheet" aria-labelledby="own">
        <header>
          <h2 id="own">Your own points</h2>
          <p>The same line through what you have.</p>
        </header>
        <fs-own-points .target=${answer.errorPercent}></fs-own-points>
      </section>
      <section class="sheet" aria-labelledby="measures">
        <header>
          <h2 id="measures">Two measures of compute</h2>
          <p>
            The paper counts the operations of all passes where it can, and the capacity of the
            hardware elsewhere.
          </p>
        </header>
        <fs-compute-calculator
          .parameters=${this.parameters}
          @trend-change=${this.#change}
        ></fs-compute-calculator>
      </section>
    `;
  }

  #heldLine(target: number) {
    const { fit } = this.#held;
    if (fit.kind === 'none') return html`<p role="alert">${fit.reason}</p>`;
    return html`${lineText(fit, this.#points, target, 'FLOP a pass')}
      <fs-error-line-chart
        .points=${this.#points}
        .fit=${fit}
        .target=${target}
        .name=${'weight sets'}
        .across=${ACROSS}
      ></fs-error-line-chart>
      <p class="small muted">
        A pass answers one image; the paper’s curves are of whole trainings, so the two cannot be
        laid over each other. Several sets are of one network trained in different ways: the scatter
        holds recipes as well as compute.
      </p>`;
  }

  #onDevice({ curves, polynomial }: LimitsAnswer): string {
    const { shown } = this.session;
    // A result of few measurements carries no prediction; Train says what is missing.
    if (shown === null || this.#rates.failure !== undefined) return '';
    const rate = this.#rates.of(PICTURES.has(curves.id) ? 'images' : 'text');
    return rate === undefined || shown === undefined
      ? // As long as what takes its place: the form below is not to move under the finger.
        'How long the polynomial form’s compute would take on this device is being predicted from what was measured on it …'
      : limitTime(polynomial.log10Flop, rate, deviceName(shown.profile.identity));
  }

  async #load(): Promise<void> {
    try {
      const { benchmarks, progress } = await loadComputationalLimits();
      this.loaded = { all: benchmarks.map(limitCurves), progress };
    } catch (thrown) {
      this.failure = `The paper’s table could not be loaded. ${asFlopscopeError(thrown).message}`;
    }
  }

  /** The address follows every change. */
  #change({ detail }: CustomEvent<Parameters>): void {
    const parameters = { ...this.parameters, ...detail };
    history.replaceState(null, '', routeHash('trends', parameters));
    this.parameters = parameters;
  }
}

customElements.define('fs-limits-view', LimitsView);
