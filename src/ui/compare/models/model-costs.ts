// What training a model takes on each of the compared devices: foretold from their measurements, one beside the other.
import { html, LitElement, nothing } from 'lit';
import { type Accelerator, loadAccelerators } from '../../../facts/accelerators.ts';
import type { Comparison } from '../../../results/compare/comparison.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import type { DeviceProfile } from '../../../shared/result/schema.ts';
import '../../picker/model-picker.ts';
import type { ModelPicked } from '../../picker/model-picker.ts';
import type { Parameters } from '../../route/route.ts';
import { EventController } from '../../session/event-controller.ts';
import { modelsSession } from '../../session/models-session.ts';
import { baseStyles } from '../../styles/base.styles.ts';
import { controlStyles } from '../../styles/control.styles.ts';
import { formStyles } from '../../styles/form.styles.ts';
import { seriesStyles } from '../../styles/series.styles.ts';
import { tableStyles } from '../../styles/table.styles.ts';
import { panelField } from '../../train/panel-field.ts';
import {
  askQuestion,
  questionParameters,
  type TrainingQuestion,
} from '../../train/training-question.ts';
import { compareStyles } from '../compare.styles.ts';
import { type AskedPart, askedPart, partNames, partsOf } from './asked-part.ts';
import { modelBars } from './model-bars.ts';
import { type ModelComparison, modelComparison } from './model-comparison.ts';
import { modelCostsStyles } from './model-costs.styles.ts';
import { modelTable } from './model-table.ts';
import { ModelTimes } from './model-times.ts';
import { INTERVAL_NOTE } from './model-words.ts';
import { shortfallList } from './shortfall-list.ts';
import { type Basis, basisOf, type HeldResult } from './whole-result.ts';

export class ModelCosts extends LitElement {
  static override styles = [
    baseStyles,
    controlStyles,
    formStyles,
    tableStyles,
    seriesStyles,
    compareStyles,
    modelCostsStyles,
  ];
  static override properties = {
    comparison: { attribute: false },
    results: { attribute: false },
    parameters: { attribute: false },
    become: { attribute: false },
    cards: { state: true },
    fetched: { state: true },
    fetching: { state: true },
  };

  declare comparison: Comparison | undefined;
  /** Those that were chosen, whole or not. */
  declare results: readonly HeldResult[];
  declare parameters: Parameters;
  declare become: (changed: Parameters) => void;
  declare cards: readonly Accelerator[];
  /** Whole results that were kept elsewhere, by their ids. */
  declare fetched: ReadonlyMap<string, DeviceProfile>;
  /** Whether some are on their way, or why they did not come. */
  declare fetching: 'idle' | 'busy' | { readonly failure: string };
  readonly #times = new ModelTimes(this);
  #question: TrainingQuestion | undefined;
  #part: AskedPart = 'run';
  #bases: readonly Basis[] = [];
  #answer: ModelComparison | undefined;
  #told = '';
  #cardsAsked = false;

  constructor() {
    super();
    this.results = [];
    this.parameters = {};
    this.become = () => undefined;
    this.cards = [];
    this.fetched = new Map();
    this.fetching = 'idle';
    new EventController(this, () => modelsSession);
    // Counting the zoo takes seconds of a processor: only who looks at the list needs it.
    this.addEventListener('picker-open', () => void modelsSession.measureSizes());
  }

  override willUpdate(): void {
    const { comparison, parameters } = this;
    if (comparison === undefined) return;
    const { model, recipe, per, all } = parameters;
    const question = askQuestion({
      ...(model === undefined ? {} : { model }),
      ...(recipe === undefined ? {} : { recipe }),
    });
    this.#question = question;
    this.#part = askedPart(per, question.base);
    const results = this.results.map((result) => this.#withFetched(result));
    this.#bases = comparison.devices.map((device) => basisOf(device, results));
    const whole = this.#bases.flatMap((basis) => (basis.kind === 'whole' ? [basis] : []));
    if (whole.some(({ run }) => !run.identity.softwareAdapter)) void this.#loadCards();
    this.#times.want(
      question.model.id,
      question.base,
      whole.map(({ profile }) => profile),
    );
    this.#answer = modelComparison({
      comparison,
      model: question.model,
      recipe: question.base,
      part: this.#part,
      bases: this.#bases,
      foretold: ({ profile }) => this.#times.of(profile),
      showsNotComparable: all === 'on',
      cards: this.cards,
    });
  }

  override updated(): void {
    const answer = this.#answer;
    const text = JSON.stringify(answer ?? null);
    if (text === this.#told) return;
    this.#told = text;
    this.dispatchEvent(new CustomEvent('model-comparison', { detail: answer }));
  }

  override render() {
    const [question, answer] = [this.#question, this.#answer];
    if (question === undefined || answer === undefined) return nothing;
    const isPending = answer.devices.some((device) => device.answer.kind === 'pending');
    return html`
      ${this.#form(question)}
      ${
        question.notices.length === 0
          ? nothing
          : html`<ul class="error" role="status">
              ${question.notices.map((notice) => html`<li>${notice}</li>`)}
            </ul>`
      }
      <div data-testid="model-costs" aria-busy=${isPending ? 'true' : 'false'}>
        ${modelBars(answer)}
      </div>
      ${this.#fetching(answer)}
      ${
        answer.devices.some((device) => device.answer.kind === 'failed')
          ? html`<p>
              <button
                type="button"
                data-testid="model-retry"
                @click=${() => {
                  this.#times.retry();
                }}
              >
                Try again
              </button>
            </p>`
          : nothing
      }
      ${shortfallList(answer)}
      <details>
        <summary class="small">The same as a table</summary>
        ${modelTable(answer)}
      </details>
      <p class="small muted">${INTERVAL_NOTE}</p>
    `;
  }

  #form({ models, model, recipes, base }: TrainingQuestion) {
    return html`<div class="fields screen-only">
      <fs-model-picker
        input-testid="compare-model"
        hint="Models that no recipe trains are not listed."
        .models=${models}
        .sizes=${modelsSession.sizes}
        .value=${model.id}
        @model-pick=${(event: CustomEvent<ModelPicked>) => {
          this.#ask({ model: event.detail.id });
        }}
      ></fs-model-picker>
      ${panelField(
        {
          id: 'compare-recipe',
          label: 'Recipe',
          text: base.id,
          choices: recipes.map(({ id, name }) => [id, name] as const),
          help: base.summary,
        },
        (recipe) => {
          this.#ask({ model: model.id, recipe });
        },
      )}
      ${panelField(
        {
          id: 'compare-per',
          label: 'What is asked',
          text: this.#part,
          choices: partsOf(base).map((part) => [part, partNames[part]] as const),
        },
        (per) => {
          this.become({ per: per === partsOf(base)[0] ? '' : per });
        },
      )}
    </div>`;
  }

  /** Results of which somebody keeps the whole are fetched when it is asked for: they are large. */
  #fetching({ devices }: ModelComparison) {
    const { fetching } = this;
    const count = devices.filter(({ answer }) => answer.kind === 'kept-elsewhere').length;
    if (count === 0) return nothing;
    return html`<div>
      <button
        type="button"
        data-testid="fetch-whole"
        ?disabled=${fetching === 'busy'}
        @click=${() => {
          void this.#fetch();
        }}
      >
        ${
          fetching === 'busy'
            ? 'Fetching …'
            : `Fetch ${count === 1 ? 'the whole result' : `${count} whole results`}`
        }
      </button>
      ${
        typeof fetching === 'string'
          ? nothing
          : html`<p class="error" role="alert">${fetching.failure}</p>`
      }
    </div>`;
  }

  async #fetch(): Promise<void> {
    this.fetching = 'busy';
    const loads = this.#bases.flatMap((basis) =>
      basis.kind === 'kept-elsewhere' ? [basis.load] : [],
    );
    try {
      for (const load of loads) {
        const profile = await load();
        this.fetched = new Map(this.fetched).set(profile.id, profile);
      }
      this.fetching = 'idle';
    } catch (thrown) {
      this.fetching = { failure: asFlopscopeError(thrown).message };
    }
  }

  #withFetched(result: HeldResult): HeldResult {
    const profile = result.profile ?? this.fetched.get(result.run.id);
    return profile === undefined ? result : { run: result.run, profile };
  }

  /** Another model or recipe may have no such part. */
  #ask(asked: Parameters): void {
    const { model = '', recipe = '' } = questionParameters(askQuestion(asked));
    this.become({ model, recipe, per: '' });
  }

  /** Without the list nothing is said of memory. */
  async #loadCards(): Promise<void> {
    if (this.#cardsAsked) return;
    this.#cardsAsked = true;
    try {
      this.cards = await loadAccelerators();
    } catch {
      this.#cardsAsked = false;
    }
  }
}

customElements.define('fs-model-costs', ModelCosts);
