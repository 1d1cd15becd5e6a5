// What was said of efficiency, beside what the data held here give, and why the two differ where they do.
import type {
  EfficiencyClaim,
  EfficiencyClaimId,
  EfficiencyFacts,
} from '../../facts/efficiency.ts';
import { NOTABLE_MODELS_CREDIT, type NotableModel } from '../../facts/notable-models.ts';
import { roundToPlace } from '../../shared/format.ts';
import { growthFactor, impliedDoublingMonths, type Spread } from '../fit/fit-growth.ts';
import type { Bounds } from '../fit/fit-line.ts';
import { type Origin, originOf } from '../fit/origin.ts';
import { doublingReport, growthOrThrow } from './doubling-report.ts';
import { efficiencySeries } from './efficiency-series.ts';
import { inferenceFactors, nearestFactor } from './inference-factor.ts';
import { twoPointLevels } from './two-point-levels.ts';

export interface RecomputedClaim {
  readonly id: EfficiencyClaimId;
  readonly claim: string;
  /** Times as much, or months to double. */
  readonly quantity: EfficiencyClaim['quantity'];
  readonly published: number;
  /** Null where no data held here tell it. */
  readonly ours: Spread | null;
  /** Ours over the published one, less 1; null without ours. */
  readonly difference: number | null;
  /** `agrees` within the rounding of the claim or of the figures that ours is computed from. */
  readonly verdict: 'agrees' | 'differs' | 'cited';
  readonly reason: string;
  readonly origin: Origin;
}

interface Recomputed {
  readonly ours: Spread | null;
  /** What ours may be, given how the figures behind it were rounded. */
  readonly rounding?: Bounds;
  readonly reason: string;
}

type Source = EfficiencyFacts & { readonly models: readonly NotableModel[] };

/** A doubling of the number of transistors, in months, as the 11-fold growth implies. */
const MOORE_MONTHS = 24;

const print = (value: number, decimals = 1) => roundToPlace(value, -decimals);

/** In the order of the facts. @throws RangeError when the facts lack a level. */
export function recomputeClaims(source: Source): readonly RecomputedClaim[] {
  const recomputed = recomputations(source);
  return source.claims.map((claim) => {
    const { ours, rounding, reason } = recomputed[claim.id](claim);
    const agrees =
      ours !== null &&
      (Math.abs(ours.value - claim.value) <= claim.lastDigit / 2 ||
        (rounding !== undefined && rounding.low <= claim.value && claim.value <= rounding.high));
    return {
      id: claim.id,
      claim: claim.sentence,
      quantity: claim.quantity,
      published: claim.value,
      ours,
      difference: ours === null ? null : ours.value / claim.value - 1,
      verdict: ours === null ? 'cited' : agrees ? 'agrees' : 'differs',
      reason,
      origin: originOf(claim),
    };
  });
}

function recomputations(
  source: Source,
): Record<EfficiencyClaimId, (claim: EfficiencyClaim) => Recomputed> {
  const series = efficiencySeries(source.points, 'alexnet');
  const { fit, ends } = doublingReport(series);
  const { doubling } = growthOrThrow(fit);
  if (ends === null || doubling === null)
    throw new RangeError('The AlexNet level does not change.');
  const levels = twoPointLevels(source.points);
  const byDates = (name: string) => {
    const found = levels.find(({ level }) => level === name);
    if (found === undefined) throw new RangeError(`The facts lack the level ${name}.`);
    return found.byDates;
  };
  const resnet = byDates('resnet50');
  const translation = byDates('seq2seq').printed;
  const inference = nearestFactor(inferenceFactors(), claimed(source, 'shufflenet-factor'));
  const shuffleNet = series.find(({ id }) => id === 'shufflenet');
  const [alexNet] = series;
  if (inference === undefined || shuffleNet === undefined || alexNet === undefined) {
    throw new RangeError('The facts or the zoo lack ShuffleNet.');
  }
  const inferenceMonths = 12 * (shuffleNet.year - alexNet.year);
  const mooreAt18 = growthFactor(ends.months, 18);
  const transformer: Recomputed = {
    ours: { value: translation.factor },
    rounding: translation.factorBounds,
    reason: `465 over 8 teraFLOP/s-days; their rounding allows ${print(translation.factorBounds.low)} to ${print(translation.factorBounds.high)}.`,
  };
  const twoRuns = (claim: EfficiencyClaim) => factorOfRuns(claim, source.models);
  return {
    'alexnet-factor': () => ({
      ours: { value: ends.factor },
      rounding: ends.factorBounds,
      reason: `3.1 over 0.069 teraFLOP/s-days, ${print(ends.months / 12, 2)} years apart; their rounding allows ${print(ends.factorBounds.low)} to ${print(ends.factorBounds.high)}.`,
    }),
    'alexnet-doubling': () => ({
      ours: {
        value: doubling.months,
        ...(doubling.bounds?.high == null
          ? {}
          : { bounds: { low: doubling.bounds.low, high: doubling.bounds.high } }),
      },
      reason: `Regression over the ${series.length} points of the frontier. The two ends alone give ${print(ends.doublingMonths)} months.`,
    }),
    'moore-factor': () => ({
      ours: { value: growthFactor(ends.months, MOORE_MONTHS) },
      reason: `A doubling every ${MOORE_MONTHS} months over the same ${print(ends.months / 12, 2)} years.`,
    }),
    'moore-doubling': () => ({
      ours: { value: impliedDoublingMonths(claimed(source, 'moore-factor'), ends.months) },
      reason: `11-fold over the span is a doubling every two years. Every 18 months would be ${print(mooreAt18, 0)}-fold: the two statements do not go together.`,
    }),
    'resnet50-doubling': () => ({
      ours: { value: resnet.corrected.doublingMonths },
      reason: `17 over 0.75 is ${print(resnet.printed.factor)}-fold where the table prints 10. With the table’s date (January 2015, the preprint is of December) that is a doubling every ${print(resnet.printed.doublingMonths)} months, with the preprint’s ${print(resnet.corrected.doublingMonths)}; the printed 10-fold gives ${print(resnet.printed.publishedDoublingMonths)} and ${print(resnet.corrected.publishedDoublingMonths)}. None is 17. Two points give no interval.`,
    }),
    'transformer-factor': () => transformer,
    'transformer-factor-article': () => ({
      ...transformer,
      reason: `${transformer.reason} OpenAI says 61.`,
    }),
    'alphazero-factor': twoRuns,
    'openai-five-factor': twoRuns,
    'shufflenet-factor': () => ({
      ours: { value: inference.againstPaper },
      reason: `AlexNet over ${inference.name}, multiply-adds of one image counted by the zoo. The claim needs half the width: at 1×, which the training claim is about, it is about 5-fold.`,
    }),
    'shufflenet-doubling': () => ({
      ours: { value: impliedDoublingMonths(inference.againstPaper, inferenceMonths) },
      reason: `${print(inference.againstPaper)}-fold in the ${print(inferenceMonths / 12)} years between the two. Two points give no interval.`,
    }),
  };
}

function factorOfRuns(
  { earlier, later }: EfficiencyClaim,
  models: readonly NotableModel[],
): Recomputed {
  const flopsOf = (name: string | undefined) =>
    models.find((model) => model.name === name)?.trainingFlops ?? null;
  const [before, after] = [flopsOf(earlier), flopsOf(later)];
  if (before === null || after === null) {
    return { ours: null, reason: 'No data held here tell the compute of both.' };
  }
  return {
    ours: { value: before / after },
    reason: `${earlier ?? ''} over ${later ?? ''}, training compute as estimated by ${NOTABLE_MODELS_CREDIT}. OpenAI’s own figures are not published.`,
  };
}

function claimed({ claims }: Source, id: EfficiencyClaimId): number {
  const found = claims.find((claim) => claim.id === id);
  if (found === undefined) throw new RangeError(`The facts lack the claim ${id}.`);
  return found.value;
}
