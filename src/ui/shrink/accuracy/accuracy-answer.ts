// The answer of the experiment in one sentence: how much can go without losing more than a point.
import type { DigitsPlan } from '../../../models/digits-shrink/digits-plan.ts';
import type {
  DigitsSummary,
  DigitsVariantSummary,
  TeacherVerdict,
} from '../../../models/digits-shrink/summarise-digits.ts';
import type { MeanInterval } from '../../../shared/t-interval.ts';
import { variantName } from './variant-names.ts';

/** In points of accuracy: 15 of the 1,500 held-out digits. More is not "without a loss" to anybody. */
export const BEARABLE_LOSS = 1;

export interface AccuracyAnswer {
  /** "90 % of the weights can go". */
  readonly claim: string;
  /** "97.9 % instead of 98.1 %". */
  readonly figures: string;
}

/** Undefined before the dense network and a variant are there. */
export function accuracyAnswer(
  plan: DigitsPlan,
  { variants }: DigitsSummary,
): AccuracyAnswer | undefined {
  const dense = variants.find(({ step }) => step === 'dense');
  const others = variants.filter(({ step }) => step !== 'dense');
  if (dense === undefined || others.length === 0) return undefined;
  const stepOf = (variant: DigitsVariantSummary) =>
    plan.steps.find(({ id }) => id === variant.step);
  const bearable = others.filter((variant) => lossOf(variant) <= BEARABLE_LOSS);
  const sparsest = bearable
    .flatMap((variant) => {
      const step = stepOf(variant);
      return step?.kind === 'pruned' ? [{ variant, sparsity: step.sparsity }] : [];
    })
    .sort((a, b) => b.sparsity - a.sparsity || lossOf(a.variant) - lossOf(b.variant))[0];
  if (sparsest !== undefined) {
    return {
      claim: `${Math.round(100 * sparsest.sparsity)}\u00a0% of the weights can go`,
      figures: insteadOf(sparsest.variant, dense),
    };
  }
  const smallest = bearable.sort((a, b) => a.bytes - b.bytes)[0];
  if (smallest === undefined) {
    const best = [...others].sort((a, b) => lossOf(a) - lossOf(b))[0];
    return {
      claim: 'Nothing can go without losing more than a point',
      figures: best === undefined ? '' : `at best ${insteadOf(best, dense)}`,
    };
  }
  const step = stepOf(smallest);
  const name = step === undefined ? smallest.step : variantName(step, plan).name;
  const saved = Math.round(100 * (1 - smallest.bytes / dense.bytes));
  return {
    claim: saved > 0 ? `${name} saves ${saved}\u00a0% of the bytes` : `${name} costs nothing`,
    figures: insteadOf(smallest, dense),
  };
}

function lossOf({ toDense }: DigitsVariantSummary): number {
  return toDense === undefined ? Number.POSITIVE_INFINITY : -toDense.mean;
}

function insteadOf(variant: DigitsVariantSummary, dense: DigitsVariantSummary): string {
  return `${percent(variant.accuracy.mean)} instead of ${percent(dense.accuracy.mean)}`;
}

function percent(value: number): string {
  return `${value.toFixed(1)}\u00a0%`;
}

/** "97.93 (97.51–98.35)", in a unit that stands elsewhere; a single seed has no interval. */
export function printMean(
  { mean, low, high }: MeanInterval,
  digits = 2,
): { readonly value: string; readonly range: string } {
  const signed = (value: number) => value.toFixed(digits).replace('-', '−');
  return {
    value: signed(mean),
    range: low === undefined || high === undefined ? '' : `${signed(low)} to ${signed(high)}`,
  };
}

/** "over 3 seeds". */
export function overSeeds(count: number): string {
  return `over ${count} ${count === 1 ? 'seed' : 'seeds'}`;
}

const VERDICTS: Readonly<Record<TeacherVerdict, string>> = {
  gain: 'The teacher helps',
  loss: 'The teacher harms',
  'no gain here': 'No gain here',
  'too few seeds': 'Too few seeds',
};

/** What the teacher was worth to its student, or why that cannot be told; undefined before one seed has both. */
export function teacherSentence(plan: DigitsPlan, { teacher }: DigitsSummary): string | undefined {
  if (teacher === undefined) return undefined;
  const { difference, verdict } = teacher;
  const { value, range } = printMean(difference);
  const { labels } = plan.settings.student;
  const pairs = `${difference.count} paired ${difference.count === 1 ? 'seed' : 'seeds'}`;
  const points = `${difference.mean > 0 ? '+' : ''}${value} points${range === '' ? '' : ` (${range})`}`;
  const because =
    verdict === 'too few seeds'
      ? ': one says nothing of the spread; run two or more'
      : verdict === 'no gain here'
        ? ': the interval includes zero'
        : '';
  return `${VERDICTS[verdict]}${because}. Taught minus untaught, on the same ${labels.toLocaleString('en')} labels: ${points} over ${pairs}.`;
}
