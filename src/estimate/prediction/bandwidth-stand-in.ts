// Operations that only move data, told by the device's bandwidth where no kernel of theirs was measured, as by the small
// suites: what matters more in a network, its products, was measured then.
import type { PlacedProblem } from '../../rates/problem-family.ts';

/** Ceilings of the device. */
export interface MovingSpeed {
  readonly bytesPerSecond: number;
  readonly launchSeconds: number;
}

/** In place of a kernel's name. */
export const BANDWIDTH = 'memory bandwidth';

/** What a network runs at inference beside its products. Their gradients are slower by more than bandwidth can tell. */
const MOVING = /^(elementwise|copy|embedding|normalization|pool2d|softmax) /;

/**
 * Measured time over compulsory traffic at the best bandwidth and one launch: the median of 511 problems of the results in
 * bench/results and test/fixtures, between 0.4 (small tensors stay in a cache) and 12 (SwiftShader and llvmpipe, 2026-11).
 * On other adapters it may be another.
 */
const SLOWER = 1.4;
/** Standard deviation of the logarithm of what that is off: nineteen in twenty lie within a factor of three. */
export const BANDWIDTH_DOUBT = 0.56;

/** @param family of `placeProblem`. */
export function onlyMoves(family: string): boolean {
  return MOVING.test(family);
}

/** Seconds of one execution. */
export function movingSeconds(
  { bytes }: Pick<PlacedProblem, 'bytes'>,
  { bytesPerSecond, launchSeconds }: MovingSpeed,
): number {
  return SLOWER * (bytes / bytesPerSecond + launchSeconds);
}
