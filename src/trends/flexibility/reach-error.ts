// What each estimator needs until its error is small enough: samples, and operations of one estimate.
import type { Estimator } from '../../models/flexibility/flexibility-plan.ts';
import type { FlexibilityCurve } from './flexibility-curves.ts';

export interface Reached {
  readonly estimator: Estimator;
  /** Null where no size is enough. */
  readonly at: {
    readonly samples: number;
    /** Of one estimate; 1 MAC = 2 FLOP. */
    readonly flops: number;
    /** How many times those of the first estimator; null where that one does not reach it. */
    readonly flopsRatio: number | null;
  } | null;
}

/**
 * The first of the sizes from which on the whole 95 % interval of the error lies at the target or below.
 * @param error normalised: 0.05 is a twentieth of predicting nothing.
 */
export function reachError(curves: readonly FlexibilityCurve[], error: number): readonly Reached[] {
  const target = -Math.log10(error);
  const reached = curves.map(({ estimator, points }) => {
    const last = points.findLastIndex(({ bounds }) => bounds === undefined || bounds.low < target);
    return { estimator, point: points[last + 1] };
  });
  const reference = reached[0]?.point?.flops;
  return reached.map(({ estimator, point }) => ({
    estimator,
    at:
      point === undefined
        ? null
        : {
            samples: point.samples,
            flops: point.flops,
            flopsRatio: reference === undefined ? null : point.flops / reference,
          },
  }));
}
