// Elementwise arithmetic, comparison and logic of one or more operands, with broadcasting.
import type { OperatorTable } from '../graph/node-call.ts';
import { pointwise } from '../graph/pointwise-call.ts';
import { isIntegral } from '../graph/value.ts';
import { BOOL } from '../wire/element-types.ts';

const compare = (fold: (a: number, b: number) => boolean) =>
  pointwise('compare', { type: BOOL, fold: (a = 0, b = 0) => Number(fold(a, b)) });
const logic = (fold: (a: number, b: number) => boolean) =>
  pointwise('logic', { type: BOOL, fold: (a = 0, b = 0) => Number(fold(a, b)) });

export const operators: OperatorTable = {
  Add: pointwise('add', { fold: (a = 0, b = 0) => a + b }),
  Sub: pointwise('subtract', { fold: (a = 0, b = 0) => a - b }),
  Mul: pointwise('multiply', { fold: (a = 0, b = 0) => a * b }),
  Div: (call) => {
    const whole = call.inputs.every((value) => value !== undefined && isIntegral(value));
    const fold = (a = 0, b = 1) => (whole ? (b === 0 ? 0 : Math.trunc(a / b)) : a / b);
    return pointwise('divide', { fold })(call);
  },
  Pow: pointwise('power', { fold: (a = 0, b = 1) => a ** b }),
  Mod: (call) => {
    const likeC = call.flag('fmod');
    const fold = (a = 0, b = 1) => {
      if (b === 0) return 0;
      return likeC ? a % b : ((a % b) + b) % b;
    };
    return pointwise('modulo', { fold })(call);
  },
  Min: pointwise('minimum', { fold: Math.min }),
  Max: pointwise('maximum', { fold: Math.max }),
  Sum: pointwise('add', { fold: (...all) => all.reduce((sum, each) => sum + each, 0) }),
  Mean: pointwise('mean'),
  BitShift: pointwise('logic'),
  BitwiseAnd: pointwise('logic'),
  BitwiseOr: pointwise('logic'),
  BitwiseXor: pointwise('logic'),
  BitwiseNot: pointwise('logic'),
  And: logic((a, b) => a !== 0 && b !== 0),
  Or: logic((a, b) => a !== 0 || b !== 0),
  Xor: logic((a, b) => (a !== 0) !== (b !== 0)),
  Not: pointwise('logic', { type: BOOL, fold: (a = 0) => Number(a === 0) }),
  Equal: compare((a, b) => a === b),
  Greater: compare((a, b) => a > b),
  GreaterOrEqual: compare((a, b) => a >= b),
  Less: compare((a, b) => a < b),
  LessOrEqual: compare((a, b) => a <= b),
  Where: (call) => {
    const { type } = call.value(1);
    const fold = (condition = 0, yes = 0, no = 0) => (condition === 0 ? no : yes);
    return pointwise('select', { type, fold })(call);
  },
};
