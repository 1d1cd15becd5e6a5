// The bias and ReLU of a convolution in float64, and how much further a kernel may stray by them.
import { conv2dOutputSize, type Conv2dProblem } from '../../shared/problem.ts';
import type { DecodedInputs, ReferenceValue, Tunables } from '../descriptor.ts';
import { accumulatorType, SUM_UNITS, sumReference, UNIT_ROUNDOFF } from '../precision.ts';

type Reference = (
  problem: Conv2dProblem,
  tunables: Tunables,
  inputs: DecodedInputs,
  index: number,
) => ReferenceValue;

/** @param reference of the sum alone. */
export function finishedReference(
  problem: Conv2dProblem,
  tunables: Tunables,
  inputs: DecodedInputs,
  index: number,
  reference: Reference,
): ReferenceValue {
  const { outChannels, precision, bias, activation } = problem;
  const { value: sum, magnitude } = reference(problem, tunables, inputs, index);
  if (bias !== true && activation === undefined) return { value: sum, magnitude };
  const { height, width } = conv2dOutputSize(problem);
  const channel = Math.floor(index / (height * width)) % outChannels;
  const biased = sum + (bias === true ? (inputs['bias']?.[channel] ?? NaN) : 0);
  const value = activation === 'relu' ? Math.max(0, biased) : biased;

  // The kernel may round the sum to the stored type before an epilogue in f32, whose every step rounds again.
  const accumulator = accumulatorType(tunables);
  const bound = SUM_UNITS * UNIT_ROUNDOFF[accumulator];
  const stored = precision === 'f16' ? UNIT_ROUNDOFF.f16 : 0;
  const absolute =
    bound * magnitude +
    stored * Math.abs(sum) +
    UNIT_ROUNDOFF.f32 * (Math.abs(biased) + Math.abs(value)) +
    // Where the sum is as narrow as the store, the tolerance grants the store no rounding of its own.
    (accumulator === 'f16' ? stored * Math.abs(value) : 0);
  return sumReference(value, absolute / bound, precision, tunables);
}
