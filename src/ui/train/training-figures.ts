// The figures behind the answer: one step, the whole run, the model.
import { html, LitElement, nothing } from 'lit';
import type { TrainingEstimate } from '../../estimate/training-estimate.ts';
import { formatAmount, formatCount, formatScientific, formatShare } from '../../shared/format.ts';
import { formatDurationEstimate } from '../../shared/format-duration.ts';
import { baseStyles } from '../styles/base.styles.ts';
import { trainingFiguresStyles } from './training-figures.styles.ts';

export class TrainingFigures extends LitElement {
  static override styles = [baseStyles, trainingFiguresStyles];
  static override properties = { estimate: { attribute: false } };

  declare estimate: TrainingEstimate | undefined;

  override render() {
    const { estimate } = this;
    if (estimate === undefined) return nothing;
    const step = formatDurationEstimate(estimate.stepSeconds);
    return html`<dl data-testid="training-figures">
      ${figure('One step', step.value, step.range)}
      ${figure(
        'Arithmetic per step',
        formatAmount(estimate.flopsPerStep, 'FLOP'),
        `${formatAmount(estimate.macsPerStep, 'MAC')}; 1 MAC = 2 FLOP`,
      )}
      ${figure('Steps', formatCount(estimate.steps), batches(estimate))}
      ${figure('Whole run', `${formatScientific(estimate.flops)} FLOP`, `in ${estimate.precision}`)}
      ${figure('Parameters', formatAmount(estimate.params, '').trim(), paramsDetail(estimate))}
      ${figure(
        'Memory',
        formatAmount(estimate.memoryBytes.total, 'B'),
        estimate.communication === null ? 'held at once' : 'held at once by each GPU',
      )}
      ${utilization(estimate)} ${trials(estimate)} ${scaling(estimate)}
    </dl>`;
  }
}

function utilization(estimate: TrainingEstimate) {
  const { modelFlopsUtilization: mfu, hardwareFlopsUtilization: hfu } = estimate;
  if (mfu === null || hfu === null) return nothing;
  return figure(
    'Of the arithmetic ceiling',
    formatShare(mfu),
    hfu === mfu ? 'matrix FLOP only' : `${formatShare(hfu)} with what is recomputed`,
  );
}

function trials({ trials: { count, seconds } }: TrainingEstimate) {
  if (count === 1) return nothing;
  const { value, range } = formatDurationEstimate(seconds);
  return figure(`All ${formatCount(count)} trials`, value, range);
}

function scaling({ communication }: TrainingEstimate) {
  if (communication === null) return nothing;
  const { devices, scalingEfficiency, bytesPerStep } = communication;
  const { low, high, value } = scalingEfficiency;
  const between =
    formatShare(low) === formatShare(high) ? '' : `${formatShare(low)}–${formatShare(high)}; `;
  return figure(
    `Scaling to ${formatCount(devices)} GPUs`,
    formatShare(value),
    `${between}${formatAmount(bytesPerStep, 'B')} of gradients a step`,
  );
}

function paramsDetail({ params, trainedParams, model }: TrainingEstimate): string {
  if (trainedParams < params) return `${formatCount(trainedParams)} of them trained`;
  return `${formatCount(params)}${model.head === 'none' ? '' : ', head included'}`;
}

function batches({ phases }: TrainingEstimate): string {
  const sizes = [...new Set(phases.map(({ batch }) => formatCount(batch)))];
  return `of ${sizes.join(' and ')} examples`;
}

function figure(name: string, value: string, detail: string) {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}<small>${detail}</small></dd>
  </div>`;
}

customElements.define('fs-training-figures', TrainingFigures);
