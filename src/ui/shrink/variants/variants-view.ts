// What does shrinking buy? A model beside its pruned, quantized and smaller variants: what counting promises, and what
// the kernels that would run on this device give. The worker compares; an answer stays, marked, while the form holds
// something impossible.
import { html, LitElement, nothing } from 'lit';
import { loadFootprintFacts } from '../../../estimate/footprint/load-footprint-facts.ts';
import type { CompareAnswer, CompareQuestion } from '../../../estimate/shrink/compare-question.ts';
import { runningPower } from '../../../estimate/shrink/running-power.ts';
import { findModel } from '../../../models/zoo/zoo.ts';
import { loadShrinkExample } from '../../../results/load-example.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import type { DeviceProfile } from '../../../shared/result/schema.ts';
import { estimateBasis } from '../../answer/estimate-basis.ts';
import { type Parameters, routeHash } from '../../route/route.ts';
import { EventController } from '../../session/event-controller.ts';
import type { LabSession } from '../../session/lab-session.ts';
import { modelsSession } from '../../session/models-session.ts';
import { SessionController } from '../../session/session-controller.ts';
import { answerStyles } from '../../styles/answer.styles.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { basisStyles } from '../../styles/basis.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { deskStyles } from '../../styles/desk.styles.ts';
import { sheetStyles } from '../../styles/sheet.styles.ts';
import { passKinds, passOfVariant } from './comparison-passes.ts';
import type { ShrinkNeed } from './measure-shrink.ts';
import './measure-shrink.ts';
import { type ShrinkBasis, shrinkBasis } from './shrink-profile.ts';
import './speedup-bars.ts';
import type { FormChange } from './variants-form.ts';
import './variants-form.ts';
import './variants-evidence.ts';
import { variantsOpening } from './variants-opening.ts';
import './variants-pareto.ts';
import { usualVariants } from './usual-variants.ts';
import { askVariants, type VariantsForm } from './variants-question.ts';
import { variantsViewStyles } from './variants-view.styles.ts';

/** Typing pauses this long before the answer is computed anew. */
const TYPING_PAUSE_MS = 200;

interface Answered {
  readonly question: CompareQuestion;
  readonly basis: ShrinkBasis;
  readonly answer: CompareAnswer;
}

export class VariantsView extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    answerStyles,
    basisStyles,
    deskStyles,
    sheetStyles,
    variantsViewStyles,
  ];
  static override properties = {
    session: { attribute: false },
    parameters: { attribute: false },
    example: { state: true },
    answered: { state: true },
    share: { state: true },
    refusal: { state: true },
    failure: { state: true },
  };

  declare session: LabSession;
  declare parameters: Parameters;
  /** The example with compressed kernels; null when it cannot be had. */
  declare example: DeviceProfile | null | undefined;
  /** The last possible answer. */
  declare answered: Answered | undefined;
  /** Of the question that is being answered; undefined when none is. */
  declare share: number | undefined;
  /** Why the list, though well-formed, cannot be compared. */
  declare refusal: string | undefined;
  declare failure: string | undefined;
  #form: VariantsForm | undefined;
  #asked:
    | { readonly profile: string; readonly key: string; readonly abort: AbortController }
    | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.parameters = {};
    new SessionController(this);
    new EventController(this, () => modelsSession);
    // Counting the zoo takes seconds of a processor: only who looks at the list needs it.
    this.addEventListener('picker-open', () => void modelsSession.measureSizes());
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#asked?.abort.abort();
    this.#asked = undefined;
    super.disconnectedCallback();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('parameters') || this.#form === undefined) {
      this.#form = askVariants(this.parameters);
    }
    this.#schedule(this.#form);
  }

  override render() {
    const form = this.#form;
    const { shown } = this.session;
    const basis = this.#basis;
    if (form === undefined || shown === undefined) return html`<p role="status">Loading …</p>`;
    const { answered, failure, refusal } = this;
    const isStale = !form.isValid || refusal !== undefined;
    return html`
      ${shown === null ? estimateBasis(null) : basis && estimateBasis((answered?.basis ?? basis).shown)}
      ${
        form.notices.length === 0
          ? nothing
          : html`<ul class="notices" role="status" data-testid="variants-notices">
              ${form.notices.map((notice) => html`<li>${notice}</li>`)}
            </ul>`
      }
      ${
        failure === undefined
          ? nothing
          : html`<p class="notices bad" role="alert" data-testid="variants-failure">${failure}</p>`
      }
      <section class="opening" aria-labelledby="question" aria-busy=${this.share !== undefined}>
        ${
          answered === undefined
            ? this.#waiting(form)
            : variantsOpening({ answer: answered.answer, shown: answered.basis.shown, isStale })
        }
        ${this.#progress(form)}
      </section>
      <fs-measure-shrink .session=${this.session} .need=${needOf(basis)}></fs-measure-shrink>
      <section class="desk" aria-label="Model, variants, and what they keep">
        <fs-variants-form
          class="screen-only"
          .question=${form}
          .sizes=${modelsSession.sizes}
          .refusal=${refusal}
          ?changed=${this.parameters['variants'] !== undefined}
          @form-change=${this.#change}
        ></fs-variants-form>
        <div class="figures ${isStale && answered !== undefined ? 'stale' : ''}">
          ${answered === undefined ? nothing : promisedAndGiven(answered.answer)}
          <fs-variants-pareto
            .comparison=${answered?.answer.single}
            .parameters=${this.parameters}
            @form-change=${this.#change}
          ></fs-variants-pareto>
        </div>
      </section>
      <fs-variants-evidence
        .session=${this.session}
        .question=${answered?.question}
        .isOwn=${answered?.basis.isMeasured === true && answered.basis.shown.source.kind === 'own'}
        .answer=${answered?.answer}
        .profile=${answered?.basis.shown.profile}
      ></fs-variants-evidence>
    `;
  }

  /** Undefined as long as there is nothing to answer from. */
  get #basis(): ShrinkBasis | undefined {
    const { shown, history } = this.session;
    if (shown === undefined || shown === null) return undefined;
    const basis = shrinkBasis({ shown, history, example: this.example ?? undefined });
    const awaits = shown.source.kind === 'example' && !basis.isMeasured;
    return awaits && this.example === undefined ? undefined : basis;
  }

  #waiting({ model }: VariantsForm) {
    return html`<h1 id="question">
      What does shrinking <span class="name">${model.name}</span> buy?
    </h1>`;
  }

  #progress({ model, entries }: VariantsForm) {
    const { share } = this;
    if (share === undefined) return nothing;
    const count = entries.length === 1 ? '1 variant' : `${entries.length} variants`;
    return html`<p class="clock" role="status" data-testid="variants-progress">
        ${model.name} and ${count}: ${Math.round(share * 100)} % counted and foretold
      </p>
      <progress max="1" value=${share} aria-label="Variants compared"></progress>`;
  }

  #schedule({ question, isValid }: VariantsForm): void {
    const { shown, runState } = this.session;
    if (shown?.source.kind === 'example' && this.example === undefined) void this.#loadExample();
    const basis = this.#basis;
    if (basis === undefined) return;
    if (!isValid && this.answered !== undefined) return;
    // Comparing takes time from the processor, which a measurement on it would notice.
    if (runState.status === 'running' && this.answered !== undefined) return;
    // The list of own results is read anew now and then: the same result is another object then.
    const { id: profile } = basis.shown.profile;
    const key = JSON.stringify(question);
    if (this.#asked?.profile === profile && this.#asked.key === key) return;
    this.#asked?.abort.abort();
    const asked = { profile, key, abort: new AbortController() };
    this.#asked = asked;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        void this.#compare(question, basis, asked.abort.signal);
      },
      this.answered === undefined ? 0 : TYPING_PAUSE_MS,
    );
  }

  /** @param refusal of the question that this one stands in for. */
  async #compare(
    question: CompareQuestion,
    basis: ShrinkBasis,
    signal: AbortSignal,
    refusal?: string,
  ): Promise<void> {
    const { profile } = basis.shown;
    try {
      this.share = 0;
      const power = runningPower(profile, await loadFootprintFacts());
      const answer = await modelsSession.compare(
        profile,
        { ...question, ...(power.ok ? { footprint: power.request } : {}) },
        {
          signal,
          onProgress: (share) => {
            if (!signal.aborted) this.share = share;
          },
        },
      );
      if (signal.aborted) return;
      this.answered = { question, basis, answer };
      this.refusal = refusal;
      this.failure = undefined;
      this.share = undefined;
    } catch (thrown) {
      if (signal.aborted) return;
      const { code, message } = asFlopscopeError(thrown);
      this.share = undefined;
      this.refusal = code === 'invalid-input' ? message : undefined;
      this.failure = code === 'invalid-input' ? undefined : message;
      // A link may begin with variants of which none applies: then the usual ones are compared, marked.
      const usual = { ...question, variants: usualVariants(findModel(question.model)) };
      const isUsual = usual.variants === question.variants;
      if (this.refusal !== undefined && this.answered === undefined && !isUsual) {
        await this.#compare(usual, basis, signal, this.refusal);
      }
    }
  }

  async #loadExample(): Promise<void> {
    this.example = null;
    this.example = (await loadShrinkExample()) ?? null;
  }

  /** The address follows every change. */
  #change({ detail }: CustomEvent<FormChange>): void {
    const parameters: Parameters = Object.fromEntries(
      Object.entries({ ...this.parameters, ...detail }).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, value]],
      ),
    );
    history.replaceState(null, '', routeHash('shrink', parameters));
    this.parameters = parameters;
    this.refusal = undefined;
  }
}

function needOf(basis: ShrinkBasis | undefined): ShrinkNeed {
  if (basis?.isMeasured === false) return 'missing';
  return basis?.shown.source.kind === 'example' ? 'example' : 'none';
}

/** One answer at a time; of language models reading and writing. */
function promisedAndGiven(answer: CompareAnswer) {
  return passKinds(answer).map((kind) => {
    const [pass] = kind.passes;
    const rows = answer.single.variants.flatMap(({ id, name }) => {
      const compared = passOfVariant(id, pass);
      return compared === null ? [] : [{ name, pass: compared }];
    });
    const what =
      kind.name === 'Speed-up' ? 'Promised and given' : `${kind.name}: promised and given`;
    return html`<div>
      <h2>${what}</h2>
      <fs-speedup-bars .rows=${rows} .caption=${pass.name}></fs-speedup-bars>
    </div>`;
  });
}

customElements.define('fs-variants-view', VariantsView);
