// Train: how long does a real training run take on this device? A form on one side, the answer on the other;
// the answer follows the form, and stays, marked, while the form holds something impossible.
import { html, LitElement, nothing } from 'lit';
import type { EstimateRequest, TrainingEstimate } from '../../estimate/estimate-training.ts';
import type { FieldChanges } from '../../estimate/regimes/memory-advice.ts';
import { deviceName } from '../../results/device-name.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { checkParameters } from '../check/check-parameters.ts';
import { clockParameters } from '../clocks/clock-parameters.ts';
import { type Parameters, parseRoute, routeHash } from '../route/route.ts';
import { EventController } from '../session/event-controller.ts';
import type { LabSession, ShownResult } from '../session/lab-session.ts';
import { modelsSession } from '../session/models-session.ts';
import { SessionController } from '../session/session-controller.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { basisStyles } from '../styles/basis.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { deskStyles } from '../styles/desk.styles.ts';
import { sheetStyles } from '../styles/sheet.styles.ts';
import { rulerHash } from '../trends/efficiency/ruler-link.ts';
import '../charts/block-costs-chart.ts';
import { footprintParameters } from '../footprint/footprint-parameters.ts';
import './assumptions.ts';
import { estimateBasis } from '../answer/estimate-basis.ts';
import './memory-parts.ts';
import './memory-verdict.ts';
import { panelParameters } from './panel-parameters.ts';
import type { FormChange } from './recipe-form.ts';
import './recipe-form.ts';
import { trainPageStyles } from './train-page.styles.ts';
import './training-answer.ts';
import './training-figures.ts';
import {
  askQuestion,
  possiblePart,
  questionParameters,
  type TrainingQuestion,
} from './training-question.ts';

/** Typing pauses this long before the answer is computed anew. */
const TYPING_PAUSE_MS = 120;

export class TrainPage extends LitElement {
  static override styles = [
    baseStyles,
    basisStyles,
    controlStyles,
    deskStyles,
    sheetStyles,
    trainPageStyles,
  ];
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
  #lastRequest: EstimateRequest | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.parameters = {};
    new SessionController(this);
    new EventController(this, () => modelsSession);
    // Counting the zoo takes seconds of a processor: only who looks at the list needs it.
    this.addEventListener('picker-open', () => void modelsSession.measureSizes());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Apart from the first load of the page: its facts and its chart are many.
    void import('../footprint/footprint-section.ts');
    void import('../clocks/clocks-section.ts');
    void import('../check/check-section.ts');
    void import('./using-it.ts');
    void import('./speed-elsewhere.ts');
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
          : html`<div role="status">
              <ul class="notices" data-testid="train-notices">
                ${question.notices.map((notice) => html`<li>${notice}</li>`)}
              </ul>
            </div>`
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
          <div class="memory">
            <fs-memory-parts .memory=${estimate?.memoryBytes}></fs-memory-parts>
            ${this.#memoryVerdict(question)}
          </div>
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

  #memoryVerdict({ model, fields }: TrainingQuestion) {
    const { estimate } = this;
    const memory = fields.find(({ field }) => field === 'memory');
    const profile = this.session.shown?.profile;
    return html`<fs-memory-verdict
      .verdict=${estimate?.memoryVerdict ?? null}
      .request=${
        estimate === undefined || profile === undefined
          ? undefined
          : this.#request(model.id, estimate.recipe, profile)
      }
      .text=${memory?.text ?? ''}
      .error=${memory?.error}
      @recipe-changes=${this.#changes}
    ></fs-memory-verdict>`;
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
      <section class="sheet" aria-labelledby="check">
        <header>
          <h2 id="check">Is this prediction right? Check it.</h2>
          <p>
            Trains real steps of networks on this device, and shows what they took beside what was
            predicted.
          </p>
        </header>
        <fs-check
          .session=${this.session}
          .parameters=${this.parameters}
          .model=${this.#question?.model}
        ></fs-check>
      </section>
      <section class="sheet" aria-labelledby="clocks">
        <header>
          <h2 id="clocks">Two clocks</h2>
          <p>
            Measured here, and reckoned from published figures for other software and other cards.
            They are never mixed.
          </p>
        </header>
        <fs-clocks
          data-testid="clocks"
          .estimate=${estimate}
          .profile=${this.session.shown?.profile}
          .parameters=${this.parameters}
        ></fs-clocks>
      </section>
      <section class="sheet" aria-labelledby="footprint">
        <header>
          <h2 id="footprint">Energy, money, CO₂</h2>
          <p>Each with its interval; every figure behind it is cited and may be replaced.</p>
        </header>
        <fs-footprint
          .estimate=${estimate}
          .profile=${this.session.shown?.profile}
          .parameters=${this.parameters}
          @footprint-change=${this.#footprint}
        ></fs-footprint>
      </section>
      <section class="sheet" aria-labelledby="using">
        <header>
          <h2 id="using">Once it is trained</h2>
          <p>How fast the model answers on this device, by the same clock.</p>
        </header>
        <fs-using-it
          .model=${this.#question?.model}
          .profile=${this.session.shown?.profile}
          .parameters=${this.parameters}
          @panel-change=${this.#panel}
        ></fs-using-it>
      </section>
      <section class="sheet screen-only" aria-labelledby="elsewhere">
        <header>
          <h2 id="elsewhere">Trained elsewhere?</h2>
          <p>
            A speed that you measured with any software, on any GPUs: what share of their peak is
            it? For the model, batch and regime of the form above.
          </p>
        </header>
        <fs-speed-elsewhere
          .model=${this.#question?.model}
          .recipe=${estimate.recipe}
          .parameters=${this.parameters}
          @panel-change=${this.#panel}
        ></fs-speed-elsewhere>
      </section>
      <section class="sheet" aria-labelledby="assumptions">
        <header>
          <h2 id="assumptions">What this assumes</h2>
          <p>The interval holds the measurement’s own and these.</p>
        </header>
        <fs-assumptions .estimate=${estimate}></fs-assumptions>
      </section>
      <p class="small muted screen-only">
        Do these formulas say what others have published?
        <a href=${routeHash('self-test')} data-testid="to-self-test">See the self-test</a>
        ${this.#toRuler(estimate)}
      </p>
    `;
  }

  #toRuler({ recipe }: TrainingEstimate) {
    const model = this.#question?.model;
    const hash = model === undefined ? undefined : rulerHash(model, recipe);
    return hash === undefined
      ? nothing
      : html`What did AlexNet’s accuracy take over the years?
          <a href=${hash} data-testid="to-ruler">Place this run on the efficiency ruler</a>`;
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

  #changes(event: CustomEvent<FieldChanges>): void {
    if (this.#question === undefined) return;
    this.#go({ ...questionParameters(this.#question), ...event.detail });
  }

  #reset(): void {
    if (this.#question === undefined) return;
    const { model = '', recipe = '' } = questionParameters(this.#question);
    this.#go({ model, recipe });
  }

  #panel(event: CustomEvent<Parameters>): void {
    if (this.#question === undefined) return;
    this.#go({ ...questionParameters(this.#question), ...event.detail });
  }

  #footprint(event: CustomEvent<Parameters>): void {
    if (this.#question === undefined) return;
    this.#go({ ...questionParameters(this.#question), ...event.detail });
  }

  /** The address follows every change; only choosing another model or recipe makes a step for "back". */
  #go(parameters: Parameters): void {
    const asked = askQuestion(parseRoute(routeHash('train', parameters)).parameters);
    const hash = routeHash('train', {
      ...questionParameters(asked),
      ...clockParameters(this.parameters),
      ...checkParameters(this.parameters),
      ...footprintParameters(this.parameters),
      ...footprintParameters(parameters),
      ...panelParameters(this.parameters),
      ...panelParameters(parameters),
    });
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

  /** The same object for the same question, so that advice once computed stays. */
  #request(model: string, recipe: TrainingEstimate['recipe'], profile: DeviceProfile) {
    const known = this.#lastRequest;
    if (known?.recipe === recipe && known.profile === profile) return known;
    this.#lastRequest = { model, recipe, profile };
    return this.#lastRequest;
  }

  #schedule(): void {
    const question = this.#question;
    const { shown } = this.session;
    if (question === undefined || !shown) return;
    // Without an earlier answer to keep, that to the rest of the question stands, marked.
    const parsed =
      question.parsed.ok || this.estimate !== undefined ? question.parsed : possiblePart(question);
    if (!parsed.ok) return;
    const { recipe } = parsed;
    const key = JSON.stringify([question.model.id, recipe]);
    if (this.#estimatedFor?.shown === shown && this.#estimatedFor.key === key) return;
    this.#estimatedFor = { shown, key };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        void this.#compute(question.model.id, recipe, shown);
      },
      this.estimate === undefined ? 0 : TYPING_PAUSE_MS,
    );
  }

  async #compute(
    model: string,
    recipe: TrainingEstimate['recipe'],
    shown: ShownResult,
  ): Promise<void> {
    const asked = this.#estimatedFor;
    try {
      const estimate = await modelsSession.estimate(shown.profile, { model, recipe });
      // Another question was asked meanwhile, and its answer is under way.
      if (this.#estimatedFor !== asked) return;
      this.estimate = estimate;
      this.failure = undefined;
    } catch (thrown) {
      if (this.#estimatedFor === asked) this.failure = asFlopscopeError(thrown).message;
    }
  }
}

customElements.define('fs-train-page', TrainPage);
