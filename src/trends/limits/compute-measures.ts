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
  /** With its unit, as a person types it; the field begins with it. */
  readonly example: string;
}

/** ResNet-50's 4.09 GMAC, three passes' worth each, over 90 epochs of ImageNet; and a day on eight GPUs. */
export const MEASURE_FIELDS: Readonly<Record<ComputeMeasure, readonly MeasureField[]>> = {
  passes: [
    { name: 'perPass', label: 'Operations of a pass', example: '3 × 4.09 GMAC/image' },
    { name: 'passes', label: 'Passes', example: '1,281,167 images × 90' },
  ],
  hardware: [
    { name: 'processors', label: 'Processors', example: '8 gpus' },
    { name: 'rate', label: 'Rate of each', example: '125 TFLOPS/gpu × 30 %' },
    { name: 'duration', label: 'Duration', example: '1 day' },
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

/** Never throws for what is typed; an empty field is its example. */
export function measureCompute(
  measure: ComputeMeasure,
  typed: Readonly<Record<string, string>>,
): MeasuredCompute {
  const errors: Record<string, string> = {};
  let product: Quantity = { value: 1, dimension: NO_DIMENSION };
  for (const { name, label, example } of MEASURE_FIELDS[measure]) {
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
  if (!Number.isFinite(product.value)) {
    return {
      ok: false,
      errors: { all: 'This is more than a number holds, beyond 10³⁰⁸. Enter less.' },
    };
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
