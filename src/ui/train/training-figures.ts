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
    const used = estimate.modelFlopsUtilization;
    return html`<dl data-testid="training-figures">
      ${figure('One step', step.value, step.range)}
      ${figure(
        'Arithmetic per step',
        formatAmount(estimate.flopsPerStep, 'FLOP'),
        `${formatAmount(estimate.macsPerStep, 'MAC')}; 1 MAC = 2 FLOP`,
      )}
      ${figure('Steps', formatCount(estimate.steps), batches(estimate))}
      ${figure('Whole run', `${formatScientific(estimate.flops)} FLOP`, `in ${estimate.precision}`)}
      ${figure(
        'Parameters',
        formatAmount(estimate.params, '').trim(),
        `${formatCount(estimate.params)}${estimate.model.head === 'none' ? '' : ', head included'}`,
      )}
      ${figure('Memory', formatAmount(estimate.memoryBytes.total, 'B'), 'held at once')}
      ${
        used === null
          ? nothing
          : figure('Of the arithmetic ceiling', formatShare(used), 'matrix FLOP only')
      }
    </dl>`;
  }
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
