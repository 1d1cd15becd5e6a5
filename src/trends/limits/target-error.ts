// The error that a person asks the cost of.
import { FlopscopeError } from '../../shared/errors.ts';

/** One error in 10¹¹: 1/error stays far from what a number cannot hold, and no test set tells less. */
export const LEAST_ERROR_PERCENT = 1e-9;

/** @throws FlopscopeError `invalid-input` for an error that is not above 0 and below 100 per cent. */
export function checkTargetError(errorPercent: number): void {
  if (errorPercent >= LEAST_ERROR_PERCENT && errorPercent < 100) return;
  throw new FlopscopeError(
    'invalid-input',
    `The target error must be from ${LEAST_ERROR_PERCENT} to below 100 per cent. Enter for instance 5.`,
  );
}
