// Train: how long does a real training run take on this device? A form on one side, the answer on the other;
// the answer follows the form, and stays, marked, while the form holds something impossible.
import { html, LitElement, nothing } from 'lit';
import { estimateTraining, type TrainingEstimate } from '../../estimate/estimate-training.ts';
import { deviceName } from '../../results/device-name.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import { type Parameters, parseRoute, routeHash } from '../route/route.ts';
import { EventController } from '../session/event-controller.ts';
import type { LabSession, ShownResult } from '../session/lab-session.ts';
import { modelsSession } from '../session/models-session.ts';
import { SessionController } from '../session/session-controller.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { sheetStyles } from '../styles/sheet.styles.ts';
import '../charts/block-costs-chart.ts';
import './assumptions.ts';
import { estimateBasis } from './estimate-basis.ts';
import './memory-parts.ts';
import type { FormChange } from './recipe-form.ts';
import './recipe-form.ts';
import { trainPageStyles } from './train-page.styles.ts';
import './training-answer.ts';
import './training-figures.ts';
import { askQuestion, questionParameters, type TrainingQuestion } from './training-question.ts';

/** Typing pauses this long before the answer is computed anew. */
const TYPING_PAUSE_MS = 120;

export class TrainPage extends LitElement {
  static override styles = [baseStyles, controlStyles, deskStyles, sheetStyles, trainPageStyles];
  static override properties = {
    session: { attribute: false },
    parameters: { attribute: false },
    estimate: { state: true },
    failure: { state: true },
  };

  declare session: LabSession;
  declare parameters: Parameters;
  /** The last valid answer. */
  declare estimate: TrainingEstimate | undefined;
  declare failure: string | undefined;
  #question: TrainingQuestion | undefined;
  /** What has been typed into each recipe, so that looking at another loses nothing. */
  readonly #drafts = new Map<string, Parameters>();
  #estimatedFor: { readonly shown: ShownResult; readonly key: string } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.parameters = {};
    new SessionController(this);
    new EventController(this, () => modelsSession);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void modelsSession.measureSizes();
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('parameters') || this.#question === undefined) {
      this.#question = askQuestion(this.parameters);
    }
    this.#schedule();
  }

  override render() {
    const question = this.#question;
    if (question === undefined) return nothing;
    const { shown } = this.session;
    const { estimate, failure } = this;
    const stale = !question.parsed.ok;
    return html`
      ${shown === undefined ? nothing : estimateBasis(shown)}
      ${
        question.notices.length === 0
          ? nothing
          : html`<ul class="notices" role="status" data-testid="train-notices">
              ${question.notices.map((notice) => html`<li>${notice}</li>`)}
            </ul>`
      }
      ${
        failure === undefined
          ? nothing
          : html`<p class="notices bad" role="alert" data-testid="train-failure">${failure}</p>`
      }
      <section class="opening" aria-labelledby="question">
        <fs-training-answer
          .estimate=${estimate}
          .device=${shown ? deviceName(shown.profile.identity) : ''}
          ?own=${shown?.source.kind === 'own'}
          ?software=${shown?.profile.identity.softwareAdapter === true}
          ?stale=${stale && estimate !== undefined}
        ></fs-training-answer>
      </section>
      <section class="desk" aria-label="Model, recipe and figures">
        <fs-recipe-form
          class="screen-only"
          .question=${question}
          .sizes=${modelsSession.sizes}
          @recipe-change=${this.#change}
          @recipe-reset=${this.#reset}
        ></fs-recipe-form>
        <div class="figures ${stale ? 'stale' : ''}">
          <fs-training-figures .estimate=${estimate}></fs-training-figures>
          <fs-memory-parts .memory=${estimate?.memoryBytes}></fs-memory-parts>
          ${
            estimate === undefined || estimate.warnings.length === 0
              ? nothing
              : html`<ul class="notices" data-testid="train-warnings">
                  ${estimate.warnings.map((warning) => html`<li>${warning}</li>`)}
                </ul>`
          }
        </div>
      </section>
      ${estimate === undefined ? nothing : this.#evidence(estimate)}
    `;
  }

  #evidence(estimate: TrainingEstimate) {
    return html`
      <section class="sheet" aria-labelledby="time">
        <header>
          <h2 id="time">Where the time goes</h2>
          <p>One training step: forward, backward and update.</p>
        </header>
        <fs-block-costs .layers=${estimate.layers}></fs-block-costs>
      </section>
      <section class="sheet" aria-labelledby="assumptions">
        <header>
          <h2 id="assumptions">What this assumes</h2>
          <p>The interval holds the measurement’s own and these.</p>
        </header>
        <fs-assumptions .estimate=${estimate}></fs-assumptions>
      </section>
    `;
  }

  #change(event: CustomEvent<FormChange>): void {
    const question = this.#question;
    if (question === undefined) return;
    const { name, value } = event.detail;
    const before = questionParameters(question);
    const { model = '', recipe = '', ...typed } = before;
    this.#drafts.set(question.base.id, typed);
    if (name === 'model') this.#go({ ...before, model: value });
    else if (name === 'recipe') this.#go({ model, recipe: value, ...this.#drafts.get(value) });
    else this.#go({ ...before, model, recipe, [name]: value });
  }

  #reset(): void {
    if (this.#question === undefined) return;
    const { model = '', recipe = '' } = questionParameters(this.#question);
    this.#go({ model, recipe });
  }

  /** The address follows every change; only choosing another model or recipe makes a step for "back". */
  #go(parameters: Parameters): void {
    const asked = askQuestion(parseRoute(routeHash('train', parameters)).parameters);
    const hash = routeHash('train', questionParameters(asked));
    if (hash === location.hash) {
      this.parameters = parseRoute(hash).parameters;
      return;
    }
    const step =
      asked.model.id !== this.#question?.model.id || asked.base.id !== this.#question.base.id;
    if (step) history.pushState(null, '', hash);
    else history.replaceState(null, '', hash);
    this.parameters = parseRoute(hash).parameters;
  }

  #schedule(): void {
    const question = this.#question;
    const { shown } = this.session;
    if (!question?.parsed.ok || !shown) return;
    const { recipe } = question.parsed;
    const key = JSON.stringify([question.model.id, recipe]);
    if (this.#estimatedFor?.shown === shown && this.#estimatedFor.key === key) return;
    this.#estimatedFor = { shown, key };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#compute(question.model.id, recipe, shown);
      },
      this.estimate === undefined ? 0 : TYPING_PAUSE_MS,
    );
  }

  #compute(model: string, recipe: TrainingEstimate['recipe'], shown: ShownResult): void {
    try {
      this.estimate = estimateTraining({ model, recipe, profile: shown.profile });
      this.failure = undefined;
    } catch (thrown) {
      this.failure = asFlopscopeError(thrown).message;
    }
  }
}

customElements.define('fs-train-page', TrainPage);
