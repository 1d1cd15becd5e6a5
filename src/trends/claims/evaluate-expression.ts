// Reckons a formula with its units: sums only of what counts the same thing, no division by nothing, and no result
// beyond what a number holds.
import { combine, describeDimension, type Quantity, sameDimension } from './dimension.ts';
import { type Expression, ExpressionError, type Span } from './expression.ts';
import { hardwareIn } from './unit-names.ts';

/** @throws ExpressionError where units clash, a name is unknown or the result is no finite number. */
export function evaluateExpression(
  expression: Expression,
  inputs: ReadonlyMap<string, Quantity> = new Map(),
): Quantity {
  const result = evaluate(expression, inputs);
  return Object.is(result.value, -0) ? { ...result, value: 0 } : result;
}

function evaluate(expression: Expression, inputs: ReadonlyMap<string, Quantity>): Quantity {
  const { span } = expression;
  switch (expression.kind) {
    case 'quantity':
      return finite(expression, span);
    case 'input': {
      const input = inputs.get(expression.name);
      if (input !== undefined) return input;
      throw new ExpressionError(
        span,
        `Nothing here is called “${expression.name}”. Write a figure.`,
      );
    }
    case 'operation': {
      const left = evaluate(expression.left, inputs);
      const right = evaluate(expression.right, inputs);
      return finite(operate(expression, left, right), span);
    }
  }
}

function operate(
  { operator, right: divisor, span }: Extract<Expression, { readonly kind: 'operation' }>,
  left: Quantity,
  right: Quantity,
): Quantity {
  switch (operator) {
    case '×':
      return {
        value: left.value * right.value,
        dimension: combine(left.dimension, right.dimension),
      };
    case '/':
      if (right.value === 0)
        throw new ExpressionError(divisor.span, 'Nothing can be divided by zero.');
      return {
        value: left.value / right.value,
        dimension: combine(left.dimension, right.dimension, -1),
      };
    case '+':
    case '-':
      if (!sameDimension(left.dimension, right.dimension)) {
        throw new ExpressionError(span, clash(left, right));
      }
      return {
        value: operator === '+' ? left.value + right.value : left.value - right.value,
        dimension: left.dimension,
      };
  }
}

function finite({ value, dimension }: Quantity, span: Span): Quantity {
  if (Number.isFinite(value)) return { value, dimension };
  throw new ExpressionError(span, 'This is more than can be reckoned with, beyond 10³⁰⁸.');
}

/** Why two things cannot be added. */
function clash(left: Quantity, right: Quantity): string {
  const name = ({ dimension }: Quantity): string => describeDimension(dimension) || 'bare numbers';
  const between = combine(left.dimension, right.dimension, -1);
  const sum = `One side counts ${name(left)}, the other ${name(right)}.`;
  return sameDimension(between, hardwareIn(between))
    ? `${sum} A core, a chip and a device are not the same: multiply one side by how many of them make one of the other, for instance 2 v3-cores/v3-chip.`
    : `${sum} They cannot be added: bring both to the same unit first.`;
}
