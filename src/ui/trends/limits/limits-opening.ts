// The answer of the limits: what the target takes by both forms, how far they part, and how well any of it is known.
import { html, nothing } from 'lit';
import type { AlgorithmicProgress } from '../../../facts/computational-limits.ts';
import { originOf } from '../../../trends/fit/origin.ts';
import { isUnverified, originText } from '../origin-text.ts';
import { unverifiedMark } from '../unverified-mark.ts';
import { formNames, printAmounts } from './limits-picture.ts';
import type { LimitsAnswer } from './limits-question.ts';
import { printDecades, printError, printPower } from './print-power.ts';

/** @param onDevice a sentence, or empty. */
export function opening(answer: LimitsAnswer, progress: AlgorithmicProgress, onDevice: string) {
  const { curves, errorPercent, polynomial, exponential, divergence, warning, years } = answer;
  return html`<h1 id="question" data-testid="limits-answer">
      ${years === 0 ? nothing : `In ${yearsText(years)} `}${printError(errorPercent)} error on
      ${curves.name} takes
      <strong>${printPower(polynomial.log10Flop, 'FLOP')}</strong>, or
      <strong>${printPower(exponential.log10Flop)}</strong>
    </h1>
    <p class="clock" data-testid="limits-sentence">
      By the ${formNames.polynomial} form of the paper’s curve: ${printAmounts(polynomial)}. By the
      ${formNames.exponential} form: ${printAmounts(exponential)}. ${divergenceText(divergence)}
      ${progressText(answer, progress)} ${onDevice}
    </p>
    ${
      warning === undefined
        ? nothing
        : html`<p class="warning" data-testid="limits-warning">${warning}</p>`
    }
    <p class="origin-line small muted">
      ${unverifiedMark(isUnverified(curves.origin))} ${curves.measure};
      ${originText(curves.origin)}.
      ${years === 0 ? nothing : `Better algorithms: ${originText(originOf(progress))}.`}
    </p>`;
}

function divergenceText(divergence: number): string {
  const apart = printDecades(Math.abs(divergence));
  return divergence >= 0
    ? `They part by ${apart} powers of ten, and the table alone does not tell which is right.`
    : `Here the exponential form asks for less, by ${apart} powers of ten.`;
}

function progressText({ decades, years }: LimitsAnswer, progress: AlgorithmicProgress) {
  if (years === 0) return nothing;
  return `Better algorithms take ${printDecades(decades)} powers of ten off both in ${yearsText(years)}, at ${progress.factor} times in ${progress.years} years.`;
}

function yearsText(years: number): string {
  return `${years.toLocaleString('en')} ${years === 1 ? 'year' : 'years'}`;
}
