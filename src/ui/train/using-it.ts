// After training: how fast the model answers on this device. Images a second, or reading and writing of tokens. The
// worker computes; an answer stays until the next one is there.
import { html, LitElement, nothing } from 'lit';
import type {
  DecodeEstimate,
  InferenceEstimate,
} from '../../estimate/inference/inference-estimate.ts';
import {
  type InferenceInput,
  type ParsedInference,
  parseInference,
} from '../../estimate/inference/parse-inference.ts';
import type { Range } from '../../estimate/training-estimate.ts';
import type { ModelInfo } from '../../models/model-info.ts';
import { asFlopscopeError, FlopscopeError } from '../../shared/errors.ts';
import { formatAmount, formatCount, formatInterval, formatShare } from '../../shared/format.ts';
import { formatDurationEstimate } from '../../shared/format-duration.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import type { Parameters } from '../route/route.ts';
import { modelsSession } from '../session/models-session.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { controlStyles } from '../styles/control.styles.ts';
import { formStyles } from '../styles/form.styles.ts';
import { boundNames } from './block-costs.ts';
import { panelField } from './panel-field.ts';
import type { UsingKey } from './panel-parameters.ts';
import { panelStyles } from './panel.styles.ts';

export class UsingIt extends LitElement {
  static override styles = [baseStyles, controlStyles, formStyles, panelStyles];
  static override properties = {
    model: { attribute: false },
    profile: { attribute: false },
    parameters: { attribute: false },
    answer: { state: true },
  };

  declare model: ModelInfo | undefined;
  declare profile: DeviceProfile | undefined;
  declare parameters: Parameters;
  declare answer: InferenceEstimate | FlopscopeError | undefined;
  /** What the answer is for, or will be. */
  #asked:
    | { readonly model: string; readonly profile: DeviceProfile; readonly question: string }
    | undefined;

  constructor() {
    super();
    this.parameters = {};
  }

  override willUpdate(): void {
    const parsed = this.#parsed();
    const { model, profile } = this;
    if (model === undefined || profile === undefined || parsed?.ok !== true) return;
    const { use } = parsed;
    const question = JSON.stringify(use);
    const known = this.#asked;
    if (known?.model === model.id && known.profile === profile && known.question === question) {
      return;
    }
    // Of another model not even the kind of answer is the same.
    if (known?.model !== model.id) this.answer = undefined;
    const asked = { model: model.id, profile, question };
    this.#asked = asked;
    modelsSession.infer(profile, { model: model.id, use }).then(
      (answer) => {
        if (this.#asked === asked) this.answer = answer;
      },
      (thrown: unknown) => {
        if (this.#asked === asked) this.answer = asFlopscopeError(thrown);
      },
    );
  }

  override render() {
    const { model, answer } = this;
    const parsed = this.#parsed();
    if (model === undefined || parsed === undefined) return nothing;
    return html`
      ${this.#form(model, parsed)}
      ${parsed.ok && answer !== undefined ? this.#answer(model, answer) : nothing}
    `;
  }

  #parsed(): ParsedInference | undefined {
    const { model, parameters } = this;
    if (model === undefined || this.profile === undefined) return undefined;
    const { inferenceBatch, tokensIn, tokensOut, inferencePrecision, memory } = parameters;
    const input: InferenceInput = {
      inferenceBatch,
      ...(readsTokens(model) ? { tokensIn } : {}),
      ...(model.task === 'language-model' ? { tokensOut } : {}),
      inferencePrecision,
      memory,
    };
    return parseInference(input, model);
  }

  #form(model: ModelInfo, parsed: ParsedInference) {
    const { use } = parsed;
    const errors = parsed.ok ? {} : parsed.errors;
    const typed = (key: UsingKey, usual: number | undefined) =>
      this.parameters[key] ?? String(usual ?? '');
    return html`<div class="fields">
      ${panelField(
        {
          id: 'inferenceBatch',
          label: readsTokens(model) ? 'Sequences at once' : 'Images at once',
          text: typed('inferenceBatch', use.batch),
          error: errors.inferenceBatch,
        },
        this.#tell('inferenceBatch', '1'),
      )}
      ${
        readsTokens(model)
          ? panelField(
              {
                id: 'tokensIn',
                label: 'Tokens read',
                text: typed('tokensIn', use.tokensIn),
                error: errors.tokensIn,
              },
              this.#tell('tokensIn'),
            )
          : nothing
      }
      ${
        model.task === 'language-model'
          ? panelField(
              {
                id: 'tokensOut',
                label: 'Tokens written',
                text: typed('tokensOut', use.tokensOut),
                error: errors.tokensOut,
              },
              this.#tell('tokensOut'),
            )
          : nothing
      }
      ${panelField(
        {
          id: 'inferencePrecision',
          label: 'Precision',
          text: use.precision,
          choices: [
            ['f32', 'f32'],
            ['f16', 'f16'],
          ],
          error: errors.inferencePrecision,
        },
        this.#tell('inferencePrecision', 'f32'),
      )}
    </div>`;
  }

  #answer(model: ModelInfo, estimate: InferenceEstimate | FlopscopeError) {
    if (estimate instanceof FlopscopeError) {
      return html`<p class="error" role="alert">${estimate.message}</p>`;
    }
    const { forward, decode, memoryBytes, memoryVerdict } = estimate;
    const whole = formatDurationEstimate(estimate.seconds);
    return html`<div class="outcome" data-testid="using-it">
      <dl class="large">
        ${
          decode === null
            ? figure(
                readsTokens(model) ? 'Sequences a second' : 'Images a second',
                rate(forward.examplesPerSecond),
                `one pass: ${whole.value}${whole.range === '' ? '' : ` (${whole.range})`}`,
              )
            : html`${figure('Whole answer', whole.value, whole.range)} ${writing(decode)}`
        }
        ${
          decode === null || forward.tokensPerSecond === undefined
            ? nothing
            : figure(
                'Reading',
                `${rate(forward.tokensPerSecond)} tokens/s`,
                `bound by ${boundNames[forward.bound]}`,
              )
        }
        ${figure(
          'Memory',
          formatAmount(memoryBytes.total, 'B'),
          memoryVerdict === null
            ? `weights ${formatAmount(memoryBytes.weights, 'B')}`
            : `${memoryVerdict.fits ? 'fits' : 'does not fit'}: ${formatShare(memoryVerdict.share)} of ${formatAmount(memoryVerdict.deviceBytes, 'B')}`,
        )}
      </dl>
      <details>
        <summary>What this rests on</summary>
        <ul class="hints">
          ${estimate.assumptions.map(({ sentence }) => html`<li>${sentence}</li>`)}
        </ul>
      </details>
    </div>`;
  }

  #tell(key: UsingKey, usual = '') {
    return (value: string): void => {
      const detail: Parameters = { [key]: value === usual ? '' : value };
      this.dispatchEvent(new CustomEvent('panel-change', { detail }));
    };
  }
}

function writing(decode: DecodeEstimate) {
  return html`
    ${figure(
      'Writing',
      `${rate(decode.tokensPerSecond)} tokens/s`,
      `${formatAmount(decode.bytesPerStep, 'B')} moved for each; bound by ${boundNames[decode.bound]}`,
    )}
    ${figure(
      'Keys and values kept',
      formatAmount(decode.cacheBytes, 'B'),
      `at the end, ${formatCount(decode.tokensIn + decode.tokensOut)} tokens`,
    )}
  `;
}

/** "8.1 (5.3–8.2)" without a prefix; per second. */
function rate({ value, low, high }: Range): string {
  const { value: printed, unit } = formatInterval({ median: value, low, high }, '', 2);
  return `${printed}${unit === '' ? '' : ` ${unit}`}`;
}

function figure(name: string, value: string, detail: string) {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}<small>${detail}</small></dd>
  </div>`;
}

function readsTokens({ bindings }: ModelInfo): boolean {
  return bindings.some(({ name }) => name === 'sequenceLength');
}

customElements.define('fs-using-it', UsingIt);
