// Types for products whose result another pass goes on with: they stage and store what they accumulate in,
// so that no intermediate result is rounded to the precision of the tensors.
import type { Precision } from '../../shared/problem.ts';
import type { Tunables } from '../descriptor.ts';
import { accumulatorType, type FloatPrecision, floatPrecision, floatTypes } from '../precision.ts';

export interface ElementTypes {
  readonly enables: readonly string[];
  readonly aliases: {
    /** Of the tensors in memory. */
    readonly Element: FloatPrecision;
    /** Of the tiles and of what the product stores. */
    readonly Storage: FloatPrecision;
    readonly Accumulator: FloatPrecision;
  };
}

export function elementTypes(
  precision: Precision,
  tunables: Tunables,
  isIntermediate: boolean,
): ElementTypes {
  const element = floatPrecision(precision);
  const accumulator = accumulatorType(tunables);
  return {
    enables: floatTypes(precision, tunables).enables,
    aliases: {
      Element: element,
      Storage: isIntermediate ? accumulator : element,
      Accumulator: accumulator,
    },
  };
}
