// How many powers of ten of compute better algorithms take off a target, if their progress goes on as it did.
import type { AlgorithmicProgress } from '../../facts/computational-limits.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { LimitAmounts } from './limit-curves.ts';

/** Nobody foresees algorithms further ahead, and a slider needs an end. */
export const MOST_YEARS = 100;

/** @throws FlopscopeError `invalid-input` for years that are not from 0 to a hundred. */
export function decadesOff({ factor, years: every }: AlgorithmicProgress, years: number): number {
  if (!(years >= 0 && years <= MOST_YEARS)) {
    throw new FlopscopeError(
      'invalid-input',
      `The years of progress must be from 0 to ${MOST_YEARS}. Enter for instance ${every}.`,
    );
  }
  return (Math.log10(factor) * years) / every;
}

/** Less compute costs less money and carbon in the same proportion, on the same hardware. */
export function withProgress(amounts: LimitAmounts, decades: number): LimitAmounts {
  return {
    log10Flop: amounts.log10Flop - decades,
    log10Usd: amounts.log10Usd - decades,
    log10Co2Kg: amounts.log10Co2Kg - decades,
  };
}
