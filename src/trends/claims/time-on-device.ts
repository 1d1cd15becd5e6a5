// How long the work of a claim would take on a device whose training rate was measured.
import { timeAt } from '../../estimate/range.ts';
import type { Range } from '../../estimate/training-estimate.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { CheckedCostClaim } from './check-cost-claim.ts';

/**
 * Seconds with the interval of the rate; several devices share the work without losing any to each other.
 * @param rate FLOP/s that the device reaches in training, 1 MAC = 2 FLOP.
 * @throws FlopscopeError `invalid-input` for work, rate or devices that are no positive figure,
 *   and for a time beyond what a number holds.
 */
export function timeOnDevice(flop: number, rate: Range, devices = 1): Range {
  const figures = [flop, rate.low, rate.value, rate.high, devices];
  if (!figures.every((figure) => figure > 0 && Number.isFinite(figure))) {
    throw new FlopscopeError(
      'invalid-input',
      'A time needs work, a rate and devices above 0. Measure this device first.',
    );
  }
  const seconds = timeAt(flop / devices, rate);
  if (Number.isFinite(seconds.high)) return seconds;
  throw new FlopscopeError('invalid-input', 'This time is beyond 10³⁰⁸ seconds. Enter less work.');
}

/**
 * FLOP of a claim, which may be those of another one; undefined where it is about no work.
 * @param claims all of them, as they are reckoned now.
 */
export function workOf(
  { claim, flop }: CheckedCostClaim,
  claims: readonly CheckedCostClaim[],
): number | undefined {
  if (flop !== null) return flop;
  if (claim.work.kind !== 'same') return undefined;
  const { claim: other } = claim.work;
  return claims.find((each) => each.claim.id === other)?.flop ?? undefined;
}
