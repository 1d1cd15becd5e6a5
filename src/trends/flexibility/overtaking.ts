// From how many samples on one estimator beats another: by the differences between their errors on the same designs, with
// 95 % intervals, so that neither is called better on the strength of a draw.
import type { FlexibilityPiece } from '../../models/flexibility/flexibility-piece.ts';
import type { Estimator, FlexibilityPlan } from '../../models/flexibility/flexibility-plan.ts';
import { meanInterval } from '../../shared/t-interval.ts';

/** `open`: the interval of the difference includes zero, or a single design has none. */
type Verdict = 'ahead' | 'behind' | 'open';

export interface Overtaking {
  /** The smallest size from which on it is ahead at every one; null where there is none. */
  readonly aheadFrom: number | null;
  /** The largest size below that at which it is behind; null where there is none. */
  readonly behindUntil: number | null;
}

/** Of the challenger, at every size that both have pieces of. */
function verdicts(
  { sampleSizes }: Pick<FlexibilityPlan, 'sampleSizes'>,
  pieces: readonly FlexibilityPiece[],
  challenger: Estimator,
  champion: Estimator,
): ReadonlyMap<number, Verdict> {
  const errorsOf = (estimator: Estimator) =>
    new Map(
      pieces.flatMap(({ estimator: own, samples, repeat, normalisedError }) =>
        own === estimator ? [[`${samples} ${repeat}`, normalisedError] as const] : [],
      ),
    );
  const [challenging, defending] = [errorsOf(challenger), errorsOf(champion)];
  const differences = new Map<number, number[]>();
  for (const [name, error] of challenging) {
    const other = defending.get(name);
    if (other === undefined) continue;
    const samples = Number.parseInt(name, 10);
    const known = differences.get(samples);
    if (known === undefined) differences.set(samples, [error - other]);
    else known.push(error - other);
  }
  return new Map(
    sampleSizes.flatMap((samples) => {
      const own = differences.get(samples);
      return own === undefined ? [] : [[samples, verdictOf(own)] as const];
    }),
  );
}

function verdictOf(differences: readonly number[]): Verdict {
  const { low, high } = meanInterval(differences);
  if (high !== undefined && high < 0) return 'ahead';
  return low !== undefined && low > 0 ? 'behind' : 'open';
}

export function overtaking(
  plan: Pick<FlexibilityPlan, 'sampleSizes'>,
  pieces: readonly FlexibilityPiece[],
  challenger: Estimator,
  champion: Estimator,
): Overtaking {
  const all = [...verdicts(plan, pieces, challenger, champion)];
  const last = all.findLastIndex(([, verdict]) => verdict !== 'ahead');
  const [aheadFrom = null] = all[last + 1] ?? [];
  const before = all.findLast(([, verdict], place) => verdict === 'behind' && place <= last);
  return { aheadFrom, behindUntil: before?.[0] ?? null };
}
