// How the float kernels name their types and how far their sums may stray: storage and accumulation are
// chosen apart, because f16 accumulation is twice as fast on some devices and overflows real models.
import { FlopscopeError } from '../shared/errors.ts';
import type { Precision } from '../shared/problem.ts';
import type { ReferenceValue, Tolerance, Tunables } from './descriptor.ts';
import { tunable } from './tunables.ts';

export type FloatPrecision = Exclude<Precision, 'i8'>;

/** Half the distance from 1 to the next number. */
export const UNIT_ROUNDOFF = { f32: 2 ** -24, f16: 2 ** -11 } as const;

/** Sequential sums measure 2–3.3 u on zero-mean data, whatever their length; 8 leaves room for order. */
export const SUM_UNITS = 8;

/** Half the spacing of f16 numbers below 2^-14, where rounding is no longer relative. */
const F16_SUBNORMAL_ROUNDING = 2 ** -25;

/** @throws FlopscopeError `invalid-input` for integer precisions. */
export function floatPrecision(precision: Precision): FloatPrecision {
  if (precision === 'i8') {
    throw new FlopscopeError('invalid-input', 'This kernel computes in floating point, not in i8.');
  }
  return precision;
}

/** The accumulator choices for a precision, f32 accumulation first. */
export function accumulatorVariants(precision: Precision): readonly Tunables[] {
  return precision === 'f16'
    ? [{ accumulatorBits: 32 }, { accumulatorBits: 16 }]
    : [{ accumulatorBits: 32 }];
}

export function accumulatorType(tunables: Tunables): FloatPrecision {
  return tunable(tunables, 'accumulatorBits') === 16 ? 'f16' : 'f32';
}

/** `Storage` and `Accumulator` for a shader, with the enables that they need. */
export function floatTypes(
  precision: Precision,
  tunables: Tunables,
): { enables: readonly string[]; aliases: { Storage: string; Accumulator: string } } {
  return {
    enables: precision === 'f16' ? ['f16'] : [],
    aliases: { Storage: floatPrecision(precision), Accumulator: accumulatorType(tunables) },
  };
}

/** 8 u of the accumulation, plus the rounding of the stored result where the sum is wider. */
export function sumTolerance(precision: Precision, tunables: Tunables): Tolerance {
  const storage = floatPrecision(precision);
  const accumulator = accumulatorType(tunables);
  return {
    kind: 'rounding',
    accumulationRoundoff: UNIT_ROUNDOFF[accumulator],
    storageRoundoff: storage === accumulator ? 0 : UNIT_ROUNDOFF[storage],
    units: SUM_UNITS,
  };
}

/**
 * A reference whose magnitude also covers the absolute rounding of subnormal f16 results. It matters only
 * for sums of a few tiny products: for u = 2^-24 the floor is 1/16, for f16 accumulation 2^-17.
 */
export function sumReference(
  value: number,
  magnitude: number,
  precision: Precision,
  tunables: Tunables,
): ReferenceValue {
  if (precision !== 'f16') return { value, magnitude };
  const floor = F16_SUBNORMAL_ROUNDING / (SUM_UNITS * UNIT_ROUNDOFF[accumulatorType(tunables)]);
  return { value, magnitude: Math.max(magnitude, floor) };
}
