// The answer: what one forward pass costs, in words and one number, and the figures behind it, each with its
// exact count. For a file of weights alone, what it holds.
import { html, LitElement, nothing } from 'lit';
import type { ModelCount } from '../../models/count.ts';
import { formatAmount, formatCount } from '../../shared/format.ts';
import type { OpenedFile } from '../../workers/models-api.ts';
import { staleMark } from '../answer/stale-mark.ts';
import { answerStyles } from '../styles/answer.styles.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { modelAnswerStyles } from './model-answer.styles.ts';

export class ModelAnswer extends LitElement {
  static override styles = [baseStyles, answerStyles, modelAnswerStyles];
  static override properties = {
    count: { attribute: false },
    sizes: { attribute: false },
    weightsOf: { attribute: false },
    stale: { type: Boolean },
  };

  declare count: ModelCount | undefined;
  /** What it was counted for, in words: "batch size 1, image size 224 pixels". */
  declare sizes: string;
  /** A file that holds weights and no graph. */
  declare weightsOf: OpenedFile | undefined;
  /** Whether the form holds something else than what this answers. */
  declare stale: boolean;

  constructor() {
    super();
    this.sizes = '';
    this.stale = false;
  }

  override render() {
    const { count, weightsOf } = this;
    if (weightsOf !== undefined) return this.#weights(weightsOf);
    if (count === undefined) return html`<h1 id="question">What does a model cost?</h1>`;
    return html`
      ${staleMark(this.stale)}
      <h1
        id="question"
        class=${this.stale ? 'stale' : ''}
        data-testid="model-answer"
        data-params=${count.params}
        data-macs=${count.macs}
        data-flops=${count.flops}
      >
        One forward pass of <span class="name">${count.name}</span> takes
        <strong>${formatAmount(count.flops, 'FLOP')}</strong>
      </h1>
      <p class="basis">
        With ${this.sizes}${count.head === 'none' ? ', without a task head' : ''}. Counted, not
        measured. <span class="name">1 MAC = 2 FLOP.</span>
      </p>
      <dl data-testid="model-figures">
        ${figure('Parameters', formatAmount(count.params, '').trim(), formatCount(count.params))}
        ${
          count.activeParams === count.params
            ? nothing
            : figure(
                'Active parameters',
                formatAmount(count.activeParams, '').trim(),
                `${formatCount(count.activeParams)}, used by one token or example`,
              )
        }
        ${figure('Multiply-accumulates', formatAmount(count.macs, 'MAC'), formatCount(count.macs))}
        ${figure('Operations', formatAmount(count.flops, 'FLOP'), operations(count))}
        ${figure('Memory traffic', formatAmount(count.bytes, 'B'), 'in f32, each tensor read or written once')}
      </dl>
    `;
  }

  #weights({ name, weights }: OpenedFile) {
    const elements = weights?.elements ?? 0;
    return html`<h1
        id="question"
        data-testid="model-answer"
        data-params=${elements}
        data-macs="0"
        data-flops="0"
      >
        <span class="name">${name}</span> holds
        <strong>${formatAmount(elements, '').trim()} weights</strong>
      </h1>
      <p class="basis" data-testid="drop-config">
        ${formatCount(elements)} elements, read from the file. It holds no graph: drop the model’s
        config.json on this page as well, and its operations are counted.
      </p>`;
  }
}

function operations({ matrixFlops, otherFlops }: ModelCount): string {
  return `${formatAmount(matrixFlops, 'FLOP')} as 2 × MAC, ${formatAmount(otherFlops, 'FLOP')} of other arithmetic`;
}

/** The unit stands small beside its number. */
function figure(name: string, text: string, detail: string) {
  const [value = '', unit = ''] = text.split('\u00a0');
  return html`<div>
    <dt>${name}</dt>
    <dd>
      <span class="value">${value}${unit === '' ? nothing : html` <small>${unit}</small>`}</span>
      <span class="detail">${detail}</span>
    </dd>
  </div>`;
}

customElements.define('fs-model-answer', ModelAnswer);
