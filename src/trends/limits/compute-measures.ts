// The paper's two measures of the compute of a training, as calculators that check units: operations of a pass times
// passes, and processors times rate times duration.
import { combine, describeDimension, NO_DIMENSION, type Quantity } from '../claims/dimension.ts';
import { evaluateExpression } from '../claims/evaluate-expression.ts';
import { ExpressionError } from '../claims/expression.ts';
import { parseExpression } from '../claims/parse-expression.ts';

export type ComputeMeasure = 'passes' | 'hardware';

export interface MeasureField {
  readonly name: string;
  readonly label: string;
  /** What to write, with which unit. */
  readonly help: string;
}

export const MEASURE_FIELDS: Readonly<Record<ComputeMeasure, readonly MeasureField[]>> = {
  passes: [
    {
      name: 'perPass',
      label: 'Operations of a pass',
      help: 'FLOP or MAC, forward and backward: three times the forward pass.',
    },
    {
      name: 'passes',
      label: 'Passes',
      help: 'Of what the operations are of: tokens, or images × epochs as “1.28M images × 90”.',
    },
  ],
  hardware: [
    { name: 'processors', label: 'Processors', help: 'With their kind: gpus, chips, cores.' },
    {
      name: 'processorRate',
      label: 'Rate of each',
      help: 'FLOPS of one; its peak, or times a share as “× 30 %”.',
    },
    { name: 'duration', label: 'Duration', help: 'Hours, days or years.' },
  ],
};

export type MeasuredCompute =
  | {
      readonly ok: true;
      /** 1 MAC = 2 FLOP. */
      readonly flop: number;
    }
  /** One sentence by field, or for all together. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/**
 * Never throws for what is typed.
 * @param examples of every field, each with its unit: an empty field is its example.
 */
export function measureCompute(
  measure: ComputeMeasure,
  typed: Readonly<Record<string, string>>,
  examples: Readonly<Record<string, string>>,
): MeasuredCompute {
  const errors: Record<string, string> = {};
  let product: Quantity = { value: 1, dimension: NO_DIMENSION };
  for (const { name, label } of MEASURE_FIELDS[measure]) {
    const example = examples[name] ?? '';
    const own = Object.hasOwn(typed, name) ? (typed[name] ?? '') : '';
    try {
      const factor = evaluateExpression(parseExpression(own.trim() === '' ? example : own));
      if (!(factor.value > 0)) {
        errors[name] = `${label} must be above 0. Enter for instance ${example}.`;
      }
      product = {
        value: product.value * factor.value,
        dimension: combine(product.dimension, factor.dimension),
      };
    } catch (thrown) {
      if (!(thrown instanceof ExpressionError)) throw thrown;
      errors[name] = `${label}: ${thrown.message} Enter for instance ${example}.`;
    }
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const unit = describeDimension(product.dimension);
  if (unit !== 'FLOP') return { ok: false, errors: { all: clash(measure, unit) } };
  if (!Number.isFinite(product.value) || product.value === 0) {
    const all =
      product.value === 0
        ? 'This is less than a number holds, below 10⁻³⁰⁸. Enter more.'
        : 'This is more than a number holds, beyond 10³⁰⁸. Enter less.';
    return { ok: false, errors: { all } };
  }
  return { ok: true, flop: product.value };
}

function clash(measure: ComputeMeasure, unit: string): string {
  const counts = `The product counts ${unit === '' ? 'nothing: it is a bare number' : unit}, and not FLOP.`;
  const advice =
    measure === 'passes'
      ? 'Write operations with a unit, such as 4.09 GMAC/image, and passes in what they are of, such as images.'
      : 'A rate is an amount a second, such as 125 TFLOPS/gpu, a duration has a unit, such as 1 day, and each kind of processor has to cancel.';
  return `${counts} ${advice}`;
}
