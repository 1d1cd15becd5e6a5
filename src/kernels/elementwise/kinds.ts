// What each kind of elementwise layer computes: in WGSL, in float64, and how far rounding may carry it.
import type { ElementwiseProblem } from '../../shared/problem.ts';
import { gelu } from '../gelu.ts';

type Kind = ElementwiseProblem['kind'];

interface KindFacts {
  /** Of `x` and, where there is one, `other`. */
  readonly expression: string;
  /** The second operand: as many values as x, one for each column, or none. */
  readonly operand: 'whole' | 'row' | 'none';
  /** The result and the magnitude that its error is measured against. */
  reference(x: number, other: number): { value: number; magnitude: number };
}

const unary = (compute: (x: number) => number) => (x: number) => ({
  value: compute(x),
  magnitude: Math.abs(x),
});

const afterBias = (compute: (x: number) => number) => (x: number, bias: number) => ({
  value: compute(x + bias),
  magnitude: Math.abs(x) + Math.abs(bias),
});

const relu = (x: number) => Math.max(x, 0);

export const kinds: Readonly<Record<Kind, KindFacts>> = {
  add: { expression: 'x + other', operand: 'whole', reference: afterBias((x) => x) },
  multiply: {
    expression: 'x * other',
    operand: 'whole',
    reference: (x, other) => ({ value: x * other, magnitude: Math.abs(x * other) }),
  },
  relu: { expression: 'relu(x)', operand: 'none', reference: unary(relu) },
  gelu: { expression: 'geluOf(x)', operand: 'none', reference: unary(gelu) },
  silu: {
    expression: 'silu(x)',
    operand: 'none',
    reference: unary((x) => x / (1 + Math.exp(-x))),
  },
  bias: { expression: 'x + other', operand: 'row', reference: afterBias((x) => x) },
  'bias-relu': { expression: 'relu(x + other)', operand: 'row', reference: afterBias(relu) },
  'bias-gelu': { expression: 'geluOf(x + other)', operand: 'row', reference: afterBias(gelu) },
};
