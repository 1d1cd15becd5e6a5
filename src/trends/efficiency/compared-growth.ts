// Other things that grow by a constant factor, normalised to the same start as the efficiency of networks.
import type { GrowthCurve } from '../../facts/efficiency.ts';
import { growthFactor } from '../fit/fit-growth.ts';
import { type Origin, originOf } from '../fit/origin.ts';

export interface ComparedGrowth {
  readonly id: string;
  readonly name: string;
  readonly doublingMonths: number;
  /** Over the whole span. */
  readonly factor: number;
  /** 1 at the start; log10 for an axis of powers of ten. */
  readonly points: readonly { readonly year: number; readonly log10: number }[];
  readonly origin: Origin;
}

/** Fastest first. @param steps parts of the span, at least 1. */
export function comparedGrowth(
  curves: readonly GrowthCurve[],
  span: { readonly from: number; readonly to: number },
  steps = 28,
): readonly ComparedGrowth[] {
  const months = 12 * (span.to - span.from);
  return curves
    .map((curve) => ({
      id: curve.id,
      name: curve.name,
      doublingMonths: curve.doublingMonths,
      factor: growthFactor(months, curve.doublingMonths),
      points: Array.from({ length: steps + 1 }, (_, step) => ({
        year: span.from + ((span.to - span.from) * step) / steps,
        log10: ((months * step) / steps / curve.doublingMonths) * Math.log10(2),
      })),
      origin: originOf(curve),
    }))
    .sort((a, b) => a.doublingMonths - b.doublingMonths);
}
