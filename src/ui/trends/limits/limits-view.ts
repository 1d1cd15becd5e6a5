import { DeviceRates } from '../device-rates.ts';
// The limits explorer: what a target error takes in compute, money and carbon by the two forms of the paper's curves, and
import { DeviceRates } from '../device-rates.ts';
// the same question asked of data: the weights held here, and points of one's own.
import { DeviceRates } from '../device-rates.ts';
import { html, LitElement, nothing } from 'lit';
import { DeviceRates } from '../device-rates.ts';
import {
import { DeviceRates } from '../device-rates.ts';
  type AlgorithmicProgress,
import { DeviceRates } from '../device-rates.ts';
  loadComputationalLimits,
import { DeviceRates } from '../device-rates.ts';
} from '../../../facts/computational-limits.ts';
import { DeviceRates } from '../device-rates.ts';
import { torchvisionFacts } from '../../../facts/facts.ts';
import { DeviceRates } from '../device-rates.ts';
import { deviceName } from '../../../results/device-name.ts';
import { DeviceRates } from '../device-rates.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import { DeviceRates } from '../device-rates.ts';
import { imageErrors } from '../../../trends/limits/image-errors.ts';
import { DeviceRates } from '../device-rates.ts';
import { type LimitCurves, limitCurves } from '../../../trends/limits/limit-curves.ts';
import { DeviceRates } from '../device-rates.ts';
import { staleMark } from '../../answer/stale-mark.ts';
import { DeviceRates } from '../device-rates.ts';
import { type Parameters, routeHash } from '../../route/route.ts';
import { DeviceRates } from '../device-rates.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { DeviceRates } from '../device-rates.ts';
import { SessionController } from '../../session/session-controller.ts';
import { DeviceRates } from '../device-rates.ts';
import { answerStyles } from '../../styles/answer.styles.ts';
import { DeviceRates } from '../device-rates.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { DeviceRates } from '../device-rates.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { DeviceRates } from '../device-rates.ts';
import { deskStyles } from '../../styles/desk.styles.ts';
import { DeviceRates } from '../device-rates.ts';
import { sheetStyles } from '../../styles/sheet.styles.ts';
import { DeviceRates } from '../device-rates.ts';
import { tableStyles } from '../../styles/table.styles.ts';
import { DeviceRates } from '../device-rates.ts';
import { trendsStyles } from '../trends.styles.ts';
import { DeviceRates } from '../device-rates.ts';
import './compute-calculator.ts';
import { DeviceRates } from '../device-rates.ts';
import './error-line-chart.ts';
import { DeviceRates } from '../device-rates.ts';
import type { LinePoint } from './line-picture.ts';
import { DeviceRates } from '../device-rates.ts';
import { lineText } from './line-text.ts';
import { DeviceRates } from '../device-rates.ts';
import './limits-chart.ts';
import { DeviceRates } from '../device-rates.ts';
import './limits-form.ts';
import { DeviceRates } from '../device-rates.ts';
import { limitTime } from './limit-time.ts';
import { DeviceRates } from '../device-rates.ts';
import { opening } from './limits-opening.ts';
import { DeviceRates } from '../device-rates.ts';
import { askLimits, type LimitsAnswer, type LimitsQuestion } from './limits-question.ts';
import { DeviceRates } from '../device-rates.ts';
import { limitsStyles } from './limits.styles.ts';
import { DeviceRates } from '../device-rates.ts';
import { allTargetsTable } from './limits-table.ts';
import { DeviceRates } from '../device-rates.ts';
import './own-points.ts';
import { DeviceRates } from '../device-rates.ts';

import { DeviceRates } from '../device-rates.ts';
interface Loaded {
import { DeviceRates } from '../device-rates.ts';
  readonly all: readonly LimitCurves[];
import { DeviceRates } from '../device-rates.ts';
  readonly progress: AlgorithmicProgress;
import { DeviceRates } from '../device-rates.ts';
}
import { DeviceRates } from '../device-rates.ts';

import { DeviceRates } from '../device-rates.ts';
/** What of the address the curves depend on. */
import { DeviceRates } from '../device-rates.ts';
const ASKED = ['benchmark', 'error', 'progress', 'progressYears'];
import { DeviceRates } from '../device-rates.ts';

import { DeviceRates } from '../device-rates.ts';
/** Benchmarks whose networks look at pictures; the others read. */
import { DeviceRates } from '../device-rates.ts';
const PICTURES: ReadonlySet<string> = new Set(['imagenet', 'coco']);
import { DeviceRates } from '../device-rates.ts';

import { DeviceRates } from '../device-rates.ts';
const ACROSS = { wide: 'Compute of one pass, FLOP (1 MAC = 2 FLOP)', narrow: 'FLOP of one pass' };
import { DeviceRates } from '../device-rates.ts';

import { DeviceRates } from '../device-rates.ts';
export class LimitsView extends LitElement {
import { DeviceRates } from '../device-rates.ts';
  static override styles = [
import { DeviceRates } from '../device-rates.ts';
    ...[baseStyles, controlStyles, answerStyles, deskStyles, sheetStyles, tableStyles],
import { DeviceRates } from '../device-rates.ts';
    ...[trendsStyles, limitsStyles],
import { DeviceRates } from '../device-rates.ts';
  ];
import { DeviceRates } from '../device-rates.ts';
  static override properties = {
import { DeviceRates } from '../device-rates.ts';
    session: { attribute: false },
import { DeviceRates } from '../device-rates.ts';
    parameters: { attribute: false },
import { DeviceRates } from '../device-rates.ts';
    loaded: { state: true },
import { DeviceRates } from '../device-rates.ts';
    failure: { state: true },
import { DeviceRates } from '../device-rates.ts';
  };
import { DeviceRates } from '../device-rates.ts';

import { DeviceRates } from '../device-rates.ts';
  declare session: LabSession;
import { DeviceRates } from '../device-rates.ts';
  declare parameters: Parameters;
import { DeviceRates } from '../device-rates.ts';
  declare loaded: Loaded | undefined;
import { DeviceRates } from '../device-rates.ts';
  declare failure: string | undefined;
import { DeviceRates } from '../device-rates.ts';
  #question: LimitsQuestion | undefined;
import { DeviceRates } from '../device-rates.ts';
  readonly #rates = new DeviceRates(this, () => this.session.shown);
import { DeviceRates } from '../device-rates.ts';
  #askedFor: string | undefined;
import { DeviceRates } from '../device-rates.ts';
  /** Of the last valid figures. */
import { DeviceRates } from '../device-rates.ts';
  #answer: LimitsAnswer | undefined;
import { DeviceRates } from '../device-rates.ts';
  readonly #held = imageErrors();
import { DeviceRates } from '../device-rates.ts';
  readonly #points: readonly LinePoint[] = this.#held.points.map((point) => ({
import { DeviceRates } from '../device-rates.ts';
    ...point,
import { DeviceRates } from '../device-rates.ts';
    label: `${point.model}, ${point.weights}`,
import { DeviceRates } from '../device-rates.ts';
  }));
import { DeviceRates } from '../device-rates.ts';

import { DeviceRates } from '../device-rates.ts';
  constructor() {
import { DeviceRates } from '../device-rates.ts';
    super();
import { DeviceRates } from '../device-rates.ts';
    this.parameters = {};
import { DeviceRates } from '../device-rates.ts';
    new SessionController(this);
import { DeviceRates } from '../device-rates.ts';
  }
import { DeviceRates } from '../device-rates.ts';

import { DeviceRates } from '../device-rates.ts';
  override connectedCallback(): void {
import { DeviceRates } from '../device-rates.ts';
    super.connectedCallback();
import { DeviceRates } from '../device-rates.ts';
    if (this.loaded === undefined) void this.#load();
import { DeviceRates } from '../device-rates.ts';
  }
import { DeviceRates } from '../device-rates.ts';

import { DeviceRates } from '../device-rates.ts';
  override willUpdate(): void {
import { DeviceRates } from '../device-rates.ts';
    const { loaded, parameters } = this;
import { DeviceRates } from '../device-rates.ts';
    if (loaded === undefined) return;
import { DeviceRates } from '../device-rates.ts';
    const ask = (asked: Parameters) => askLimits(asked, loaded.all, loaded.progress);
import { DeviceRates } from '../device-rates.ts';
    // What is typed into the calculator changes the address too, and is no reason to draw the curves anew.
import { DeviceRates } from '../device-rates.ts';
    const key = ASKED.map((name) => parameters[name] ?? '').join('|');
import { DeviceRates } from '../device-rates.ts';
    if (key === this.#askedFor) return;
import { DeviceRates } from '../device-rates.ts';
    this.#askedFor = key;
import { DeviceRates } from '../device-rates.ts';
    this.#question = ask(parameters);
import { DeviceRates } from '../device-rates.ts';
    // Opened by an address that is wrong, it answers for what it begins with.
import { DeviceRates } from '../device-rates.ts';
    this.#answer = this.#question?.answer ?? this.#answer ?? ask({})?.answer;
import { DeviceRates } from '../device-rates.ts';
  }
import { DeviceRates } from '../device-rates.ts';

import { DeviceRates } from '../device-rates.ts';
  override render() {
import { DeviceRates } from '../device-rates.ts';
    const { failure, loaded } = this;
import { DeviceRates } from '../device-rates.ts';
    const question = this.#question;
import { DeviceRates } from '../device-rates.ts';
    const answer = this.#answer;
import { DeviceRates } from '../device-rates.ts';
    if (failure !== undefined) {
import { DeviceRates } from '../device-rates.ts';
      return html`<p class="notices bad" role="alert" data-testid="limits-failure">${failure}</p>`;
import { DeviceRates } from '../device-rates.ts';
    }
import { DeviceRates } from '../device-rates.ts';
    if (loaded === undefined || question === undefined || answer === undefined) {
import { DeviceRates } from '../device-rates.ts';
      return html`<p role="status">Loading the paper’s table …</p>`;
import { DeviceRates } from '../device-rates.ts';
    }
import { DeviceRates } from '../device-rates.ts';
    const isStale = question.answer === undefined;
import { DeviceRates } from '../device-rates.ts';
    return html`
import { DeviceRates } from '../device-rates.ts';
      ${
import { DeviceRates } from '../device-rates.ts';
        question.notices.length === 0
import { DeviceRates } from '../device-rates.ts';
          ? nothing
import { DeviceRates } from '../device-rates.ts';
          : html`<div role="status">
import { DeviceRates } from '../device-rates.ts';
              <ul class="notices">
import { DeviceRates } from '../device-rates.ts';
                ${question.notices.map((notice) => html`<li>${notice}</li>`)}
import { DeviceRates } from '../device-rates.ts';
              </ul>
import { DeviceRates } from '../device-rates.ts';
            </div>`
import { DeviceRates } from '../device-rates.ts';
      }
import { DeviceRates } from '../device-rates.ts';
      <section class="opening" aria-labelledby="question">
import { DeviceRates } from '../device-rates.ts';
        ${staleMark(isStale)} ${opening(answer, loaded.progress, this.#onDevice(answer))}
import { DeviceRates } from '../device-rates.ts';
      </section>
import { DeviceRates } from '../device-rates.ts';
      <section class="desk" aria-label="Error against compute">
import { DeviceRates } from '../device-rates.ts';
        <fs-limits-form
import { DeviceRates } from '../device-rates.ts';
          class="screen-only"
import { DeviceRates } from '../device-rates.ts';
          .question=${question}
import { DeviceRates } from '../device-rates.ts';
          .all=${loaded.all}
import { DeviceRates } from '../device-rates.ts';
          .progress=${loaded.progress}
import { DeviceRates } from '../device-rates.ts';
          @trend-change=${this.#change}
import { DeviceRates } from '../device-rates.ts';
        ></fs-limits-form>
import { DeviceRates } from '../device-rates.ts';
        <fs-limits-chart
import { DeviceRates } from '../device-rates.ts';
          class=${isStale ? 'stale' : ''}
import { DeviceRates } from '../device-rates.ts';
          .answer=${answer}
import { DeviceRates } from '../device-rates.ts';
          .stops=${question.stops}
import { DeviceRates } from '../device-rates.ts';
        ></fs-limits-chart>
import { DeviceRates } from '../device-rates.ts';
      </section>
import { DeviceRates } from '../device-rates.ts';
      <section class="sheet" aria-labelledby="targets">
import { DeviceRates } from '../device-rates.ts';
        <header>
import { DeviceRates } from '../device-rates.ts';
          <h2 id="targets">The paper’s targets</h2>
import { DeviceRates } from '../device-rates.ts';
          <p>Of all five benchmarks, in whole powers of ten. No R² is claimed for them.</p>
import { DeviceRates } from '../device-rates.ts';
        </header>
import { DeviceRates } from '../device-rates.ts';
        <div data-testid="limits-targets">${allTargetsTable(loaded.all)}</div>
import { DeviceRates } from '../device-rates.ts';
      </section>
import { DeviceRates } from '../device-rates.ts';
      <section class="sheet" aria-labelledby="held">
import { DeviceRates } from '../device-rates.ts';
        <header>
import { DeviceRates } from '../device-rates.ts';
          <h2 id="held">On data held here</h2>
import { DeviceRates } from '../device-rates.ts';
          <p>
import { DeviceRates } from '../device-rates.ts';
            ImageNet’s top-1 error against the FLOP of one pass, of the ${this.#points.length} among
import { DeviceRates } from '../device-rates.ts';
            ${torchvisionFacts.length} weight sets of torchvision that state an accuracy.
import { DeviceRates } from '../device-rates.ts';
          </p>
import { DeviceRates } from '../device-rates.ts';
        </header>
import { DeviceRates } from '../device-rates.ts';
        <div data-testid="limits-held">${this.#heldLine(answer.errorPercent)}</div>
import { DeviceRates } from '../device-rates.ts';
      </section>
import { DeviceRates } from '../device-rates.ts';
      <section class="sheet" aria-labelledby="own">
import { DeviceRates } from '../device-rates.ts';
        <header>
import { DeviceRates } from '../device-rates.ts';
          <h2 id="own">Your own points</h2>
import { DeviceRates } from '../device-rates.ts';
          <p>The same line through what you have.</p>
import { DeviceRates } from '../device-rates.ts';
        </header>
import { DeviceRates } from '../device-rates.ts';
        <fs-own-points .target=${answer.errorPercent}></fs-own-points>
import { DeviceRates } from '../device-rates.ts';
      </section>
import { DeviceRates } from '../device-rates.ts';
      <section class="sheet" aria-labelledby="measures">
import { DeviceRates } from '../device-rates.ts';
        <header>
import { DeviceRates } from '../device-rates.ts';
          <h2 id="measures">Two measures of compute</h2>
import { DeviceRates } from '../device-rates.ts';
          <p>
import { DeviceRates } from '../device-rates.ts';
            The paper counts the operations of all passes where it can, and the capacity of the
import { DeviceRates } from '../device-rates.ts';
            hardware elsewhere.
import { DeviceRates } from '../device-rates.ts';
          </p>
import { DeviceRates } from '../device-rates.ts';
        </header>
import { DeviceRates } from '../device-rates.ts';
        <fs-compute-calculator
import { DeviceRates } from '../device-rates.ts';
          .parameters=${this.parameters}
import { DeviceRates } from '../device-rates.ts';
          @trend-change=${this.#change}
import { DeviceRates } from '../device-rates.ts';
        ></fs-compute-calculator>
import { DeviceRates } from '../device-rates.ts';
      </section>
import { DeviceRates } from '../device-rates.ts';
    `;
import { DeviceRates } from '../device-rates.ts';
  }
import { DeviceRates } from '../device-rates.ts';

import { DeviceRates } from '../device-rates.ts';
  #heldLine(target: number) {
import { DeviceRates } from '../device-rates.ts';
    const { fit } = this.#held;
import { DeviceRates } from '../device-rates.ts';
    if (fit.kind === 'none') return html`<p role="alert">${fit.reason}</p>`;
import { DeviceRates } from '../device-rates.ts';
    return html`${lineText(fit, this.#points, target, 'FLOP a pass')}
import { DeviceRates } from '../device-rates.ts';
      <fs-error-line-chart
import { DeviceRates } from '../device-rates.ts';
        .points=${this.#points}
import { DeviceRates } from '../device-rates.ts';
        .fit=${fit}
import { DeviceRates } from '../device-rates.ts';
        .target=${target}
import { DeviceRates } from '../device-rates.ts';
        .name=${'weight sets'}
import { DeviceRates } from '../device-rates.ts';
        .across=${ACROSS}
import { DeviceRates } from '../device-rates.ts';
      ></fs-error-line-chart>
import { DeviceRates } from '../device-rates.ts';
      <p class="small muted">
import { DeviceRates } from '../device-rates.ts';
        A pass answers one image; the paper’s curves are of whole trainings, so the two cannot be
import { DeviceRates } from '../device-rates.ts';
        laid over each other. Several sets are of one network trained in different ways: the scatter
import { DeviceRates } from '../device-rates.ts';
        holds recipes as well as compute.
import { DeviceRates } from '../device-rates.ts';
      </p>`;
import { DeviceRates } from '../device-rates.ts';
  }
import { DeviceRates } from '../device-rates.ts';

import { DeviceRates } from '../device-rates.ts';
  #onDevice({ curves, polynomial }: LimitsAnswer): string {
import { DeviceRates } from '../device-rates.ts';
    const { shown } = this.session;
import { DeviceRates } from '../device-rates.ts';
    // A result of few measurements carries no prediction; Train says what is missing.
import { DeviceRates } from '../device-rates.ts';
    if (shown === null || this.#rates.failure !== undefined) return '';
import { DeviceRates } from '../device-rates.ts';
    const rate = this.#rates.of(PICTURES.has(curves.id) ? 'images' : 'text');
import { DeviceRates } from '../device-rates.ts';
    return rate === undefined || shown === undefined
import { DeviceRates } from '../device-rates.ts';
      ? // As long as what takes its place: the form below is not to move under the finger.
import { DeviceRates } from '../device-rates.ts';
        'How long the polynomial form’s compute would take on this device is being predicted from what was measured on it …'
import { DeviceRates } from '../device-rates.ts';
      : limitTime(polynomial.log10Flop, rate, deviceName(shown.profile.identity));
import { DeviceRates } from '../device-rates.ts';
  }
import { DeviceRates } from '../device-rates.ts';

import { DeviceRates } from '../device-rates.ts';
  async #load(): Promise<void> {
import { DeviceRates } from '../device-rates.ts';
    try {
import { DeviceRates } from '../device-rates.ts';
      const { benchmarks, progress } = await loadComputationalLimits();
import { DeviceRates } from '../device-rates.ts';
      this.loaded = { all: benchmarks.map(limitCurves), progress };
import { DeviceRates } from '../device-rates.ts';
    } catch (thrown) {
import { DeviceRates } from '../device-rates.ts';
      this.failure = `The paper’s table could not be loaded. ${asFlopscopeError(thrown).message}`;
import { DeviceRates } from '../device-rates.ts';
    }
import { DeviceRates } from '../device-rates.ts';
  }
import { DeviceRates } from '../device-rates.ts';

import { DeviceRates } from '../device-rates.ts';
  /** The address follows every change. */
import { DeviceRates } from '../device-rates.ts';
  #change({ detail }: CustomEvent<Parameters>): void {
import { DeviceRates } from '../device-rates.ts';
    const parameters = { ...this.parameters, ...detail };
import { DeviceRates } from '../device-rates.ts';
    history.replaceState(null, '', routeHash('trends', parameters));
import { DeviceRates } from '../device-rates.ts';
    this.parameters = parameters;
import { DeviceRates } from '../device-rates.ts';
  }
import { DeviceRates } from '../device-rates.ts';
}
import { DeviceRates } from '../device-rates.ts';

import { DeviceRates } from '../device-rates.ts';
customElements.define('fs-limits-view', LimitsView);
