// The question, or its answer in one sentence with what that rests on.
import { html, nothing } from 'lit';
import type { FlexibilityPlan } from '../../../models/flexibility/flexibility-plan.ts';
import { formatCount } from '../../../shared/format.ts';
import type { FlexibilityAnswer } from './flexibility-answer.ts';

export interface OpeningFacts {
  readonly plan: FlexibilityPlan;
  readonly answer: FlexibilityAnswer | undefined;
  /** Whether anything was found. */
  readonly begun: boolean;
  /** Of the device, or how a file names it. */
  readonly where: string;
}

export function flexibilityOpening({ plan, answer, begun, where }: OpeningFacts) {
  if (answer === undefined) {
    return html`<h1 id="question" data-testid="flexibility-question">
        From how many samples on does a flexible model beat an expert?
      </h1>
      <p class="clock">
        ${formatCount(plan.parameters)} possible parameters, of which ${plan.relevant} matter. The
        oracle knows which, the expert gets one wrong, the flexible model tries all, and the
        regularised one is made to choose few. Run here, on this device, against what theory
        expects.
        ${begun ? 'An answer needs two designs, as one tells nothing of its spread.' : nothing}
      </p>`;
  }
  const { claim, amount, rest, basis } = answer;
  return html`<h1 id="question" data-testid="flexibility-answer">
      ${claim} <strong>${amount}</strong>${rest}
    </h1>
    <p class="clock" data-testid="flexibility-basis">
      ${basis} ${where === '' ? nothing : `Found ${where}, seed ${plan.seed}.`}
    </p>`;
}
