// The exit code of --fail-on-regression: slower, could not be told, or neither.
import type { BaselineComparison } from '../../results/compare/compare-with-baseline.ts';
import { FAILED, REGRESSION } from '../exit-codes.ts';

/** @param comparison undefined where there was no baseline yet. */
export function failOnRegression(comparison: BaselineComparison | undefined): void {
  const verdict = comparison?.changes.verdict ?? 'not-comparable';
  if (verdict === 'worse') process.exitCode = REGRESSION;
  if (verdict === 'not-comparable') process.exitCode = FAILED;
}
