// Shrink: is a bigger model worth it, or a smaller one enough? For a score that is needed, the cheapest models of the zoo
// on this device. The worker costs all of them once; another score or another criterion is answered here.
import { html, LitElement, nothing } from 'lit';
import type { FootprintRequest } from '../../estimate/footprint/footprint.ts';
import { loadFootprintFacts } from '../../estimate/footprint/load-footprint-facts.ts';
import { type Evaluation, listEvaluations } from '../../estimate/shrink/evaluations.ts';
import { candidateName, printScore } from '../../estimate/shrink/parse-goal.ts';
import { printAmount } from '../../estimate/shrink/print-amount.ts';
import type { Criterion } from '../../estimate/shrink/rank-candidates.ts';
import { runningPower } from '../../estimate/shrink/running-power.ts';
import { type EnoughAnswer, smallestEnough } from '../../estimate/shrink/smallest-enough.ts';
import { loadCompression } from '../../facts/compression.ts';
import { deviceName } from '../../results/device-name.ts';
import { asFlopscopeError, FlopscopeError } from '../../shared/errors.ts';
import { formatAmount } from '../../shared/format.ts';
import { estimateBasis } from '../answer/estimate-basis.ts';
import { staleMark } from '../answer/stale-mark.ts';
import { type Parameters, routeHash } from '../route/route.ts';
import type { LabSession, ShownResult } from '../session/lab-session.ts';
import { modelsSession } from '../session/models-session.ts';
import { SessionController } from '../session/session-controller.ts';
import { answerStyles } from '../styles/answer.styles.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { basisStyles } from '../styles/basis.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { sheetStyles } from '../styles/sheet.styles.ts';
import './enough-chart.ts';
import './enough-form.ts';
import { askEnough, criterionNames, type EnoughForm, usualGoal } from './enough-question.ts';
import './enough-table.ts';
import './founding-claims.ts';
import { enoughViewStyles } from './enough-view.styles.ts';

/** What the worker has costed, and on what. */
interface Costed {
  readonly shown: ShownResult;
  readonly evaluation: string;
  readonly candidates: EnoughAnswer['candidates'];
  readonly footprint: FootprintRequest;
}

export class EnoughView extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    answerStyles,
    basisStyles,
    deskStyles,
    sheetStyles,
    enoughViewStyles,
  ];
  static override properties = {
    session: { attribute: false },
    parameters: { attribute: false },
    evaluations: { state: true },
    costed: { state: true },
    share: { state: true },
    failure: { state: true },
  };

  declare session: LabSession;
  declare parameters: Parameters;
  declare evaluations: readonly Evaluation[] | undefined;
  declare costed: Costed | undefined;
  /** Of the models that have been costed. */
  declare share: number;
  declare failure: string | undefined;
  #form: EnoughForm | undefined;
  /** To the last possible question. */
  #answer: EnoughAnswer | undefined;
  #asking:
    | { readonly shown: ShownResult; readonly evaluation: string; readonly abort: AbortController }
    | undefined;

  constructor() {
    super();
    this.parameters = {};
    this.share = 0;
    new SessionController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.evaluations === undefined) void this.#load();
  }

  override disconnectedCallback(): void {
    this.#asking?.abort.abort();
    this.#asking = undefined;
    super.disconnectedCallback();
  }

  override willUpdate(): void {
    const { evaluations, costed } = this;
    const { shown } = this.session;
    if (evaluations === undefined) return;
    this.#form = askEnough(this.parameters, evaluations);
    if (this.#form === undefined || !shown) return;
    const { evaluation, criterion, goal } = this.#form;
    const isCosted = costed?.shown === shown && costed.evaluation === evaluation.id;
    if (!isCosted) {
      this.#answer = undefined;
      void this.#cost(shown, this.#form);
    } else if (goal !== undefined || this.#answer === undefined) {
      const { candidates, footprint } = costed;
      const { profile } = shown;
      const known = this.#answer;
      const same = known?.criterion === criterion && known.evaluation.id === evaluation.id;
      if (same && known.goal === goal) return;
      this.#answer = smallestEnough({
        // A link may begin with something impossible: then the usual question is answered, marked.
        goal: goal ?? usualGoal(evaluation),
        ...{ evaluation, criterion, costed: candidates, profile, footprint },
      });
    }
  }

  override render() {
    const { shown } = this.session;
    const form = this.#form;
    if (this.failure !== undefined) {
      return html`<p class="notices bad" role="alert" data-testid="shrink-failure">
        ${this.failure}
      </p>`;
    }
    if (form === undefined || shown === undefined) {
      return html`<p role="status">Loading the evaluations …</p>`;
    }
    return html`
      ${estimateBasis(shown)}
      ${
        form.notices.length === 0
          ? nothing
          : html`<div role="status">
              <ul class="notices">
                ${form.notices.map((notice) => html`<li>${notice}</li>`)}
              </ul>
            </div>`
      }
      <section class="opening" aria-labelledby="question">${this.#opening(form, shown)}</section>
      <section class="desk" aria-label="What is needed, and what reaches it">
        <fs-enough-form
          class="screen-only"
          .question=${form}
          .evaluations=${this.evaluations ?? []}
          @enough-change=${this.#change}
        ></fs-enough-form>
        <div class="figures ${form.error === undefined ? '' : 'stale'}">
          <fs-enough-chart .answer=${this.#answer}></fs-enough-chart>
        </div>
      </section>
      ${this.#answer === undefined ? nothing : this.#evidence(this.#answer)}
    `;
  }

  #opening(form: EnoughForm, shown: ShownResult | null) {
    const answer = this.#answer;
    if (shown === null) return html`<h1 id="question">Is a smaller model enough?</h1>`;
    const device = deviceName(shown.profile.identity);
    if (answer === undefined) {
      const done = Math.round(this.share * 100);
      return html`<h1 id="question">Is a smaller model enough?</h1>
        <p class="clock" role="status" data-testid="enough-progress">
          What ${form.evaluation.candidates.length} models cost on ${device}: ${done} % counted
        </p>
        <progress max="1" value=${this.share} aria-label="Models counted"></progress>`;
    }
    const enough = answer.candidates.filter((each) => each.enough);
    const [first] = enough;
    if (first === undefined) return nothing;
    const { evaluation, goal, criterion, candidates, best, without } = answer;
    const { cost, weights } = first;
    return html`
      ${staleMark(form.error !== undefined)}
      <h1
        id="question"
        data-testid="enough-answer"
        class=${form.error === undefined ? '' : 'stale'}
      >
        For ${printScore(goal, evaluation)} <strong class="name">${first.name}</strong> is enough:
        <span class="amount">${printAmount(criterion, first.amount)}</span>${perWhat[criterion]}
      </h1>
      <p class="clock">
        ${enough.length} of ${candidates.length} reach ${printScore(goal, evaluation)}
        (${evaluation.name}); this one has the least
        ${criterionNames[criterion].toLowerCase()}${criterion === 'size' ? '' : ` on ${device}`}:
        ${weights === '' ? nothing : `weights ${weights}, `}${printScore(first.score, evaluation)},
        ${formatAmount(cost.params, '').trim()} parameters,
        ${formatAmount(cost.checkpointBytes, 'B')}.
        ${
          first.id === best.id
            ? nothing
            : `The best, ${candidateName(best)} with ${printScore(best.score, evaluation)}, takes ${describeTimes(amountOfBest(answer) / first.amount.value)} as much.`
        }
        ${
          without === 0
            ? nothing
            : `${without} more ${without === 1 ? 'set of weights has' : 'sets of weights have'} no score.`
        }
      </p>
    `;
  }

  #evidence(answer: EnoughAnswer) {
    return html`
      <section class="sheet" aria-labelledby="enough">
        <header>
          <h2 id="enough">What is enough</h2>
          <p>
            Cheapest first. Scores are cited, costs are predicted from this device’s measurement.
          </p>
        </header>
        <div><fs-enough-table .answer=${answer}></fs-enough-table></div>
      </section>
      <section class="sheet" aria-labelledby="claims">
        <header>
          <h2 id="claims">What was claimed</h2>
          <p>Of smaller models, in the articles that this lab grew out of; computed anew.</p>
        </header>
        <fs-founding-claims .profile=${this.session.shown?.profile}></fs-founding-claims>
      </section>
      <section class="sheet" aria-labelledby="assumptions">
        <header><h2 id="assumptions">What this assumes</h2></header>
        <ul>
          ${[...answer.assumptions, ...answer.warnings].map((each) => html`<li>${each}</li>`)}
        </ul>
      </section>
    `;
  }

  async #load(): Promise<void> {
    try {
      this.evaluations = listEvaluations(await loadCompression());
    } catch (thrown) {
      this.failure = `The evaluations could not be loaded. ${asFlopscopeError(thrown).message}`;
    }
  }

  /** What every model of an evaluation costs; the question that is asked last wins. */
  async #cost(shown: ShownResult, { evaluation, criterion }: EnoughForm): Promise<void> {
    const { profile } = shown;
    if (this.#asking?.shown === shown && this.#asking.evaluation === evaluation.id) return;
    this.#asking?.abort.abort();
    const abort = new AbortController();
    this.#asking = { shown, evaluation: evaluation.id, abort };
    this.share = 0;
    try {
      const parsed = runningPower(profile, await loadFootprintFacts());
      if (!parsed.ok) throw new FlopscopeError('internal', Object.values(parsed.errors).join(' '));
      const footprint = parsed.request;
      const best = evaluation.candidates.map(({ score }) => score);
      const goal = evaluation.better === 'higher' ? Math.max(...best) : Math.min(...best);
      const { candidates } = await modelsSession.smallestEnough(
        profile,
        { evaluation: evaluation.id, goal, criterion, footprint },
        {
          signal: abort.signal,
          onProgress: (share) => {
            this.share = share;
          },
        },
      );
      this.costed = { shown, evaluation: evaluation.id, candidates, footprint };
    } catch (thrown) {
      const error = asFlopscopeError(thrown);
      if (error.code !== 'aborted') this.failure = error.message;
    }
  }

  /** The address follows every change. */
  #change({ detail }: CustomEvent<Parameters>): void {
    const parameters = Object.fromEntries(
      Object.entries({ ...this.parameters, ...detail }).filter(([, value]) => value !== ''),
    );
    // An emptied field is not the usual score: what is typed stays as it is.
    if (detail['score'] === '' && detail['evaluation'] === undefined) parameters['score'] = '';
    history.replaceState(null, '', routeHash('shrink', parameters));
    this.parameters = parameters;
  }
}

/** What the amount in the answer is of. */
const perWhat: Readonly<Record<Criterion, string>> = {
  inference: ' for one answer',
  training: ' of training',
  size: '',
  energy: ' for one answer',
};

/** "12 times". */
function describeTimes(times: number): string {
  return `${times.toLocaleString('en', { maximumSignificantDigits: 2 })} times`;
}

function amountOfBest({ candidates, best }: EnoughAnswer): number {
  return candidates.find(({ id }) => id === best.id)?.amount.value ?? Number.NaN;
}

customElements.define('fs-enough-view', EnoughView);
