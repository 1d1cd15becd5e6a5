// What pruned, quantized and fused layers do beside the plain product: activations rounded to int8, and a function applied
// to the result.
import type { Operation64 } from '../operation64.ts';
import { activation } from './activation.ts';

/** As `activation`, of the layer's own attribute; the results themselves where it has none. */
export function fusedActivation(operation: Operation64, y: Float64Array): Float64Array {
  const kind = operation.attributes['activation'];
  if (kind === undefined) return y;
  const [shape = []] = operation.outputShapes;
  const call = { ...operation, attributes: { kind }, inputs: [{ shape, values: y }] };
  return activation(call)[0] ?? y;
}

const HIGHEST = 127;

/** f32 may take a value that lies nearer to a tie to the other integer: a division errs by 127 · 2^-22 of a step. */
const NEAREST_TO_A_TIE = 1e-4;

/** Whether the layer multiplies int8 by int8: for inference, for weights are trained dense. */
export function roundsActivations({ attributes, mode }: Operation64): boolean {
  return attributes['weights'] === 'int8' && mode === 'inference';
}

/**
 * Each value to the nearest of −127…127 steps, the largest magnitude being 127 of them.
 * @throws Error for numbers whose rounding hangs on the last bit: they are no test of anything.
 */
export function roundRow(row: Float64Array): Float64Array {
  const step = Math.max(...row.map(Math.abs)) / HIGHEST;
  if (step === 0) return row;
  return row.map((value) => {
    const steps = value / step;
    const rounded = Math.round(steps);
    if (0.5 - Math.abs(steps - rounded) < NEAREST_TO_A_TIE) {
      throw new Error(`${value} lies at a tie of ${step}. Choose another seed.`);
    }
    return rounded * step;
  });
}
