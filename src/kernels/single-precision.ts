// Kernels that store in f32 or f16 and always compute in f32: their types, and how far they may stray.
import type { Precision } from '../shared/problem.ts';
import type { ReferenceValue, Tolerance } from './descriptor.ts';
import { floatPrecision, sumReference } from './precision.ts';

const UNIT_ROUNDOFF = { f32: 2 ** -24, f16: 2 ** -11 } as const;

/** `units` of 2^-24 against the reference's magnitude, plus the rounding to f16 where that is stored. */
export function singleTolerance(precision: Precision, units: number): Tolerance {
  return {
    kind: 'rounding',
    accumulationRoundoff: UNIT_ROUNDOFF.f32,
    storageRoundoff: precision === 'f16' ? UNIT_ROUNDOFF.f16 : 0,
    units,
  };
}

/** A reference whose magnitude covers the rounding of subnormal f16 results as well. */
export function singleReference(
  value: number,
  magnitude: number,
  precision: Precision,
): ReferenceValue {
  return sumReference(value, magnitude, precision, { accumulatorBits: 32 });
}

/** `Element` as stored and `Value` as computed with, `width` of them (1 or 4) at a time. */
export function singleTypes(
  precision: Precision,
  width: number,
): { enables: string[]; aliases: { Element: string; Value: string } } {
  const storage = floatPrecision(precision);
  const type = (name: string) => (width === 4 ? `vec4<${name}>` : name);
  return {
    enables: storage === 'f16' ? ['f16'] : [],
    aliases: { Element: type(storage), Value: type('f32') },
  };
}
