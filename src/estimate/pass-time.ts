// The time of one pass of one layer on a measured device.
import { problemMacs } from '../shared/problem.ts';
import type { PassName, PassWork } from '../models/work.ts';
import type { DeviceSpeed } from './device-speed.ts';
import { add, larger, timeAt, ZERO } from './range.ts';
import type { Bound, Range, RateUsed } from './training-estimate.ts';
import { BACKWARD, LAUNCHES, SHAPE, STREAMING } from './uncertainty.ts';

export interface PassTime {
  readonly seconds: Range;
  /** The parts that add up to seconds.value: work under its bound, and launches. */
  readonly workSeconds: number;
  readonly launchSeconds: number;
  readonly workBound: Bound;
  readonly rates: readonly RateUsed[];
}

const NOTHING: PassTime = {
  seconds: ZERO,
  workSeconds: 0,
  launchSeconds: 0,
  workBound: 'compute',
  rates: [],
};

/** max(arithmetic over rate, bytes over bandwidth) + launches × latency (roofline, Williams et al. 2009). */
export function passTime(pass: PassName, work: PassWork, speed: DeviceSpeed): PassTime {
  if (work.launches === 0) return NOTHING;
  const isProduct = work.products.length > 0;
  const isBackward = pass === 'backwardData' || pass === 'backwardWeights';
  const factors = isBackward
    ? { low: SHAPE.low * BACKWARD.low, high: SHAPE.high * BACKWARD.high }
    : SHAPE;

  let arithmetic = ZERO;
  const rates: RateUsed[] = [];
  for (const product of work.products) {
    const rate = speed.rateOf(product);
    rates.push(rate);
    arithmetic = add(arithmetic, timeAt(productFlops(work, product), rate.flopsPerSecond, factors));
  }
  if (speed.otherFlopsPerSecond !== undefined && work.otherFlops > 0) {
    const seconds = work.otherFlops / speed.otherFlopsPerSecond;
    // At best the multiply-add unit does two operations at once.
    arithmetic = add(arithmetic, { value: seconds, low: seconds / 2, high: seconds });
  }
  const bytes = work.bytesRead + work.bytesWritten;
  const transfer = timeAt(
    bytes,
    speed.bytesPerSecond,
    isProduct ? { low: 1, high: STREAMING.high } : STREAMING,
  );
  const launches = {
    value: work.launches * speed.launchSeconds.value,
    low: work.launches * speed.launchSeconds.low * LAUNCHES.low,
    high: work.launches * speed.launchSeconds.high * LAUNCHES.high,
  };
  const body = larger(arithmetic, transfer);
  return {
    seconds: add(body, launches),
    workSeconds: body.value,
    launchSeconds: launches.value,
    workBound: arithmetic.value >= transfer.value ? 'compute' : 'memory',
    rates,
  };
}

/** FLOPs of one product of a pass. */
function productFlops(work: PassWork, product: PassWork['products'][number]): number {
  // Almost every pass has one product; its FLOPs are then those of the pass.
  if (work.products.length === 1) return work.matrixFlops;
  return 2 * problemMacs(product.problem) * product.repeats;
}
