// What the pieces of all seeds come to: for each variant the accuracy with its interval, what it takes, how its time
// compares with the dense network's, and whether the teacher helped its student.
import { FlopscopeError } from '../../shared/errors.ts';
import { bootstrapMedian, type Interval } from '../../shared/statistics.ts';
import { type MeanInterval, meanInterval } from '../../shared/t-interval.ts';
import type { DigitsPiece } from './digits-piece.ts';
import type { DigitsPlan } from './digits-plan.ts';

export interface DigitsLatencySummary {
  readonly batch: number;
  /** Of one inference, over all samples of all seeds. */
  readonly ms: Interval;
  /** Dense time over this one, by pairs of samples that were taken one after the other. */
  readonly speedup: Interval;
}

export interface DigitsVariantSummary {
  /** Id of the plan's step. */
  readonly step: string;
  /** In per cent of the held-out images. */
  readonly accuracy: MeanInterval;
  /** In points, seed by seed; absent for the dense network itself. */
  readonly toDense?: MeanInterval;
  /** Means over the seeds. */
  readonly parameters: number;
  readonly bytes: number;
  /** Of one inference of one image; absent where a piece does not tell. */
  readonly flops?: number;
  readonly runAs: DigitsPiece['runAs'];
  readonly reason?: string;
  /** Optimizer steps of making it, on top of the dense training, and their mean wall time. */
  readonly steps: number;
  readonly stepsMs: number;
  readonly latencies: readonly DigitsLatencySummary[];
}

export type TeacherVerdict = 'gain' | 'loss' | 'no gain here' | 'too few seeds';

export interface DigitsSummary {
  readonly seeds: number;
  /** In the plan's order; without steps that no piece is there of. */
  readonly variants: readonly DigitsVariantSummary[];
  /** Absent before one seed has both students. */
  readonly teacher?: {
    /** Taught minus untaught, in points, seed by seed. */
    readonly difference: MeanInterval;
    readonly verdict: TeacherVerdict;
  };
}

/**
 * As `summariseDigits`, resting between the variants: the intervals of hundreds of samples take long enough to be felt.
 * @throws FlopscopeError as `summariseDigits`.
 */
export async function summariseInTurns(
  plan: DigitsPlan,
  pieces: readonly DigitsPiece[],
  rest: () => Promise<void>,
): Promise<DigitsSummary> {
  for (const { id } of plan.steps) {
    latenciesOf(pieces.filter(({ step }) => step === id));
    await rest();
  }
  return summariseDigits(plan, pieces);
}

/** @throws FlopscopeError `invalid-input` when a piece is of another plan. */
export function summariseDigits(plan: DigitsPlan, pieces: readonly DigitsPiece[]): DigitsSummary {
  const stranger = pieces.find((piece) => piece.plan !== plan.hash);
  if (stranger !== undefined) {
    throw new FlopscopeError(
      'invalid-input',
      `The piece "${stranger.step}" of seed ${stranger.seed} belongs to another plan of the experiment (${stranger.size}, version ${stranger.version}). Summarise each plan by itself.`,
    );
  }
  const dense = accuraciesOf(pieces, 'dense');
  const variants = plan.steps.flatMap(({ id }) => {
    const own = pieces.filter(({ step }) => step === id);
    return own.length === 0 ? [] : [summaryOf(id, own, dense)];
  });
  const teacher = teacherOf(pieces);
  return {
    seeds: new Set(pieces.map(({ seed }) => seed)).size,
    variants,
    ...(teacher === undefined ? {} : { teacher }),
  };
}

function summaryOf(
  step: string,
  own: readonly DigitsPiece[],
  dense: ReadonlyMap<number, number>,
): DigitsVariantSummary {
  const accuracies = accuraciesOf(own, step);
  const differences = step === 'dense' ? [] : differencesOf(accuracies, dense);
  // Over seeds it may be run differently only where a device refuses some sizes: the weaker claim holds.
  const asDense = own.find(({ runAs }) => runAs === 'dense');
  const mean = (of: (piece: DigitsPiece) => number) => meanInterval(own.map(of)).mean;
  const flops = own.flatMap((piece) => piece.flops ?? []);
  return {
    step,
    accuracy: withinWhole(meanInterval([...accuracies.values()])),
    ...(differences.length === 0 ? {} : { toDense: meanInterval(differences) }),
    parameters: mean(({ parameters }) => parameters),
    bytes: mean(({ bytes }) => bytes),
    ...(flops.length < own.length ? {} : { flops: meanInterval(flops).mean }),
    runAs: asDense === undefined ? 'stored' : 'dense',
    ...(asDense?.reason === undefined ? {} : { reason: asDense.reason }),
    steps: mean(({ steps }) => steps),
    stepsMs: mean(({ stepsMs }) => stepsMs),
    latencies: latenciesOf(own),
  };
}

/** By the first of the pieces. */
const known = new WeakMap<
  DigitsPiece,
  { readonly own: readonly DigitsPiece[]; readonly latencies: readonly DigitsLatencySummary[] }
>();

function latenciesOf(own: readonly DigitsPiece[]): readonly DigitsLatencySummary[] {
  const [first] = own;
  if (first === undefined) return [];
  const before = known.get(first);
  if (before?.own.length === own.length && own.every((piece, at) => piece === before.own[at])) {
    return before.latencies;
  }
  const latencies = intervalsOf(own);
  known.set(first, { own, latencies });
  return latencies;
}

function intervalsOf(own: readonly DigitsPiece[]): readonly DigitsLatencySummary[] {
  const all = own.flatMap(({ latencies }) => latencies);
  const batches = [...new Set(all.map(({ batch }) => batch))];
  return batches.flatMap((batch) => {
    const alike = all.filter((each) => each.batch === batch);
    const samples = alike.flatMap(({ samplesMs }) => samplesMs);
    const ratios = alike.flatMap(({ samplesMs, denseSamplesMs }) =>
      samplesMs.flatMap((ms, index) => {
        const denseMs = denseSamplesMs[index];
        return denseMs === undefined || ms === 0 ? [] : [denseMs / ms];
      }),
    );
    if (samples.length === 0 || ratios.length === 0) return [];
    return [{ batch, ms: bootstrapMedian(samples), speedup: bootstrapMedian(ratios) }];
  });
}

/** Two seeds may give an interval that reaches beyond what a share can be. */
function withinWhole({ low, high, ...rest }: MeanInterval): MeanInterval {
  if (low === undefined || high === undefined) return rest;
  return { ...rest, low: Math.max(0, low), high: Math.min(100, high) };
}

/** In per cent, by seed. */
function accuraciesOf(pieces: readonly DigitsPiece[], step: string): ReadonlyMap<number, number> {
  return new Map(
    pieces
      .filter((piece) => piece.step === step)
      .map(({ seed, right, examined }) => [seed, (100 * right) / examined]),
  );
}

function differencesOf(
  of: ReadonlyMap<number, number>,
  from: ReadonlyMap<number, number>,
): readonly number[] {
  return [...of].flatMap(([seed, accuracy]) => {
    const other = from.get(seed);
    return other === undefined ? [] : [accuracy - other];
  });
}

function teacherOf(pieces: readonly DigitsPiece[]): DigitsSummary['teacher'] {
  const taught = accuraciesOf(pieces, 'student-taught');
  const differences = differencesOf(taught, accuraciesOf(pieces, 'student'));
  if (differences.length === 0) return undefined;
  const difference = meanInterval(differences);
  return { difference, verdict: verdictOf(difference) };
}

function verdictOf({ low, high }: MeanInterval): TeacherVerdict {
  if (low === undefined || high === undefined) return 'too few seeds';
  if (low > 0) return 'gain';
  return high < 0 ? 'loss' : 'no gain here';
}
