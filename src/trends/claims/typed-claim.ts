// A claim that a person types, reckoned with its units: the result, what is odd about its units, or what is wrong and
// where.
import { describeDimension, type Quantity } from './dimension.ts';
import { evaluateExpression } from './evaluate-expression.ts';
import { ExpressionError, type Span } from './expression.ts';
import { leftoverHardware } from './leftover-hardware.ts';
import { parseExpression } from './parse-expression.ts';
import { printQuantity } from './print-quantity.ts';

export type TypedClaim =
  | {
      readonly ok: true;
      readonly quantity: Quantity;
      readonly printed: string;
      /** Where it counts operations, 1 MAC = 2 FLOP: a device can say how long they take. */
      readonly flop?: number;
      /** What the units say against the result. */
      readonly issue?: string;
    }
  | { readonly ok: false; readonly error: string; readonly span: Span };

/** What the field may be filled with to begin. */
export const EXAMPLES: readonly string[] = [
  '12,861 v4-chip-hours × 0.97 USD/v4-chip-hour + 2,474.5 v3-chip-hours × 0.60 USD/v3-chip-hour',
  '17,810 core-hours × 3.22 USD/v4-chip-hour',
  '6 FLOP/parameter/token × 175B parameters × 300B tokens / (10,000 gpus × 125 TFLOPS/gpu × 20 %)',
  '512 v3-chips × 8 USD/device-hour / (4 v3-chips/device) × 2.5 days',
];

/** Never throws for what is typed. */
export function checkTypedClaim(text: string): TypedClaim {
  try {
    const quantity = evaluateExpression(parseExpression(text));
    const issue = leftoverHardware(quantity.dimension);
    return {
      ok: true,
      quantity,
      printed: printQuantity(quantity),
      ...(describeDimension(quantity.dimension) === 'FLOP' ? { flop: quantity.value } : {}),
      ...(issue === undefined ? {} : { issue }),
    };
  } catch (thrown) {
    if (thrown instanceof ExpressionError) {
      return { ok: false, error: thrown.message, span: thrown.span };
    }
    throw thrown;
  }
}
