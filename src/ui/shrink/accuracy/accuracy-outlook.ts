// What is going to be run, before anything was: the steps of one seed in their order.
import { html } from 'lit';
import {
  type DigitsPlan,
  type DigitsStep,
  wantedSteps,
} from '../../../models/digits-shrink/digits-plan.ts';
import { formatCount } from '../../../shared/format.ts';
import { variantName } from './variant-names.ts';

export function accuracyOutlook(plan: DigitsPlan, only: readonly string[] | undefined) {
  return html`<h2>For each seed</h2>
    <ol class="outlook" data-testid="accuracy-outlook">
      ${wantedSteps(plan, only).map((step) => {
        const { name, what } = variantName(step, plan);
        const details = [what, trainedBy(step)].filter((part) => part !== '').join('; ');
        return html`<li>${name} <span class="muted small">${details}</span></li>`;
      })}
    </ol>`;
}

function trainedBy(step: DigitsStep): string {
  return 'steps' in step ? `${formatCount(step.steps)} training steps` : '';
}
