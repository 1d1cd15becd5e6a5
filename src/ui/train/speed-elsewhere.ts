// Reverse mode: a speed that was measured elsewhere, and what share of that hardware's peak it means.
import { html, LitElement, nothing } from 'lit';
import type { TrainingRecipe } from '../../estimate/recipes.ts';
import {
  judgeUtilization,
  type UtilizationVerdict,
} from '../../estimate/utilization/judge-utilization.ts';
import {
  type Measure,
  type ParsedUtilization,
  parseUtilization,
} from '../../estimate/utilization/parse-utilization.ts';
import { type Accelerator, loadAccelerators, type PeakKind } from '../../facts/accelerators.ts';
import type { UtilizationConflict } from '../../facts/utilization.ts';
import type { ModelInfo } from '../../models/model-info.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import { formatAmount, formatShare } from '../../shared/format.ts';
import { formatDuration } from '../../shared/format-duration.ts';
import type { Parameters } from '../route/route.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { formStyles } from '../styles/form.styles.ts';
import { panelField } from './panel-field.ts';
import type { ElsewhereKey } from './panel-parameters.ts';
import { panelStyles } from './panel.styles.ts';
import { utilizationScale } from './utilization-scale.ts';

const measureName = (measure: Measure, model: ModelInfo): string =>
  ({
    step: 'Time of a step',
    examples: readsTokens(model) ? 'Sequences a second' : 'Images a second',
    tokens: 'Tokens a second',
  })[measure];

/** The units that training of the last years ran on, the most usual first. */
const PEAK_NAMES: Readonly<Partial<Record<PeakKind, string>>> = {
  'bf16-matrix': 'bf16 in matrix units',
  'f16-matrix': 'f16 in matrix units',
  tf32: 'tf32',
  f32: 'f32',
  f16: 'f16',
  'fp8-matrix': 'fp8 in matrix units',
};

export class SpeedElsewhere extends LitElement {
  static override styles = [baseStyles, controlStyles, formStyles, panelStyles];
  static override properties = {
    model: { attribute: false },
    recipe: { attribute: false },
    parameters: { attribute: false },
    cards: { state: true },
  };

  declare model: ModelInfo | undefined;
  /** As it stands in the form: its batch, sizes, checkpointing and what is trained. */
  declare recipe: TrainingRecipe | undefined;
  declare parameters: Parameters;
  declare cards: readonly Accelerator[];

  constructor() {
    super();
    this.parameters = {};
    this.cards = [];
  }

  override willUpdate(): void {
    if (this.parameters['peakCard'] !== undefined) this.#load();
  }

  override render() {
    const { model, recipe } = this;
    if (model === undefined || recipe === undefined) return nothing;
    const parsed = this.#parsed(model);
    return html`
      ${this.#form(model, parsed)} ${parsed.ok ? this.#verdict(model, recipe, parsed) : nothing}
    `;
  }

  #parsed(model: ModelInfo): ParsedUtilization {
    const { measured, measure, gpus, peak } = this.parameters;
    const typed = peak === undefined || peak === '' ? this.#cardPeak() : peak;
    return parseUtilization({ measured, measure, gpus, peak: typed }, readsTokens(model));
  }

  #card(): Accelerator | undefined {
    return this.cards.find(({ id }) => id === this.parameters['peakCard']);
  }

  #peakKind(card: Accelerator): PeakKind | undefined {
    const kinds = peaksOf(card);
    return kinds.find((kind) => kind === this.parameters['peakKind']) ?? kinds[0];
  }

  #cardPeak(): string | undefined {
    const card = this.#card();
    const kind = card && this.#peakKind(card);
    return kind === undefined ? undefined : String(card?.peakFlopsPerSecond[kind] ?? '');
  }

  #form(model: ModelInfo, parsed: ParsedUtilization) {
    const { parameters } = this;
    const text = (key: ElsewhereKey) => parameters[key] ?? '';
    const errors = parsed.ok || parsed.empty ? {} : parsed.errors;
    const card = this.#card();
    const measure = text('measure') === '' ? 'step' : text('measure');
    const measures = (['step', 'examples', 'tokens'] as const).filter(
      (each) => each !== 'tokens' || readsTokens(model),
    );
    // An untouched field is not wrong yet.
    const errorOf = (key: ElsewhereKey & keyof typeof errors) =>
      text(key) === '' ? undefined : errors[key];
    return html`<div class="fields" @focusin=${this.#load}>
      ${panelField(
        {
          id: 'measure',
          label: 'What was measured',
          text: measure,
          choices: measures.map((each) => [each, measureName(each, model)] as const),
          error: errors.measure,
        },
        this.#tell('measure'),
      )}
      ${panelField(
        {
          id: 'measured',
          label: measureName(measures.find((each) => each === measure) ?? 'step', model),
          text: text('measured'),
          placeholder: measure === 'step' ? '250 ms' : '2,500',
          error: errorOf('measured'),
          ...(measure === 'step' ? {} : { help: 'of all GPUs together' }),
        },
        this.#tell('measured'),
      )}
      ${panelField(
        { id: 'gpus', label: 'GPUs', text: text('gpus'), placeholder: '1', error: errorOf('gpus') },
        this.#tell('gpus'),
      )}
      ${panelField(
        {
          id: 'peak',
          label: 'Peak of one GPU',
          unit: 'TFLOPS',
          text: text('peak') === '' ? (card?.name ?? '') : text('peak'),
          placeholder: '312, or a card',
          error: errorOf('peak'),
          list: 'peak-cards',
        },
        (value) => {
          this.#peak(value);
        },
      )}
      <datalist id="peak-cards">
        ${this.cards.map(({ name }) => html`<option value=${name}></option>`)}
      </datalist>
      ${
        card === undefined
          ? nothing
          : panelField(
              {
                id: 'peakKind',
                label: 'Which peak',
                text: this.#peakKind(card) ?? '',
                choices: peaksOf(card).map((kind) => [
                  kind,
                  `${PEAK_NAMES[kind] ?? kind}: ${formatAmount(card.peakFlopsPerSecond[kind] ?? 0, 'FLOPS')}`,
                ]),
              },
              this.#tell('peakKind'),
            )
      }
    </div>`;
  }

  #verdict(model: ModelInfo, recipe: TrainingRecipe, parsed: ParsedUtilization & { ok: true }) {
    let verdict: UtilizationVerdict;
    try {
      verdict = judgeUtilization({ model: model.id, recipe, speed: parsed.speed });
    } catch (thrown) {
      return html`<p class="error" role="alert">${asFlopscopeError(thrown).message}</p>`;
    }
    const { modelFlopsUtilization: mfu, hardwareFlopsUtilization: hfu, hints } = verdict;
    return html`<div
      class="outcome"
      data-testid="elsewhere-verdict"
      data-judgement=${verdict.judgement}
    >
      <dl class="large">
        <div>
          <dt>Model FLOPs utilisation (MFU)</dt>
          <dd>${formatShare(mfu)}</dd>
        </div>
        <div>
          <dt>Hardware (HFU)</dt>
          <dd>
            ${formatShare(hfu)}
            <small>${hfu === mfu ? 'nothing is recomputed' : 'with recomputed blocks'}</small>
          </dd>
        </div>
        <div>
          <dt>Each GPU computes</dt>
          <dd>
            ${formatAmount(verdict.modelFlopsPerSecond, 'FLOPS')}
            <small>of ${formatAmount(parsed.speed.peakFlopsPerSecond, 'FLOPS')}</small>
          </dd>
        </div>
        <div>
          <dt>One step</dt>
          <dd>
            ${formatDuration(verdict.stepSeconds)}
            <small>${formatAmount(verdict.modelFlopsPerStep, 'FLOP')} in matrix products</small>
          </dd>
        </div>
      </dl>
      ${utilizationScale(mfu, verdict.published)}
      <p class="sentence ${verdict.judgement === 'impossible' ? 'bad' : ''}">${verdict.sentence}</p>
      ${
        hints.length === 0
          ? nothing
          : html`<ul class="hints">
              ${hints.map((hint) => html`<li>${hint}</li>`)}
            </ul>`
      }
      <details>
        <summary>What this rests on</summary>
        <ul class="hints">
          ${verdict.notes.map((note) => html`<li>${note}</li>`)} ${verdict.conflicts.map(conflict)}
        </ul>
      </details>
    </div>`;
  }

  readonly #load = (): void => {
    if (this.cards.length > 0) return;
    void loadAccelerators().then(
      (cards) => {
        this.cards = cards.filter((card) => peaksOf(card).length > 0);
      },
      () => {
        // Without the list a peak can still be typed.
        this.cards = [];
      },
    );
  };

  #peak(value: string): void {
    const card = this.cards.find(({ name }) => name === value);
    this.#change(
      card === undefined ? { peak: value, peakCard: '' } : { peak: '', peakCard: card.id },
    );
  }

  #tell(key: ElsewhereKey) {
    return (value: string): void => {
      this.#change({ [key]: key === 'measure' && value === 'step' ? '' : value });
    };
  }

  #change(detail: Parameters): void {
    this.dispatchEvent(new CustomEvent('panel-change', { detail }));
  }
}

function peaksOf({ peakFlopsPerSecond }: Accelerator): readonly PeakKind[] {
  return (Object.keys(PEAK_NAMES) as PeakKind[]).filter(
    (kind) => peakFlopsPerSecond[kind] !== undefined,
  );
}

function readsTokens({ bindings }: ModelInfo): boolean {
  return bindings.some(({ name }) => name === 'sequenceLength');
}

function conflict({ model, records }: UtilizationConflict) {
  return html`<li>
    Sources disagree on ${model}:
    ${records.map(
      ({ utilization, source, provenance }, index) =>
        html`${index === 0 ? '' : '; '}${formatShare(utilization)}
        (${source}${provenance === 'memory' ? html`, <b>unverified</b>` : nothing})`,
    )}.
  </li>`;
}

customElements.define('fs-speed-elsewhere', SpeedElsewhere);
