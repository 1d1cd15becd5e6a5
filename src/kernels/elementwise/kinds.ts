// What each kind of elementwise layer computes: in WGSL, in float64, and how far rounding may carry it.
import type { ElementwiseProblem } from '../../shared/problem.ts';
import { gelu } from '../gelu.ts';
import { normalCumulative } from './normal-distribution.ts';

type Kind = ElementwiseProblem['kind'];

interface KindFacts {
  /** Of `x` and, where there is one, `other`. */
  readonly expression: string;
  /** The second operand: as many values as x, one for each column, or none. */
  readonly operand: 'whole' | 'row' | 'none';
  /** Bound of the error in units of 2^-24 of the magnitude. */
  readonly units: number;
  /** The result and the magnitude that its error is measured against. */
  readonly reference: (x: number, other: number) => { value: number; magnitude: number };
}

/** A few roundings at most; below 8 the bound would not cover those of subnormal f16 results. */
const PLAIN_UNITS = 8;

/**
 * WGSL allows exp 3 + 2|z| units in the last place of 2^-23 and a division 2.5. In x·s with s = 1/(1 + e^-z),
 * the first weighs (1 − s)·s: at most 2.5 u of |x|; the second 5 u; a sum before it 1 u. The gate by itself: of
 * s·(1 + |x|), exp 6 u, division 5 u, a sum 1 u.
 */
const GATE_UNITS = 12;

/**
 * The tail Φ(−|x|) ≤ ½ errs by exp 6 + 4·x²/2 units, the division and the polynomial by 9 more, its fit by 1: with
 * the tail's own fall that is at most 8 u of |x|; the product and the difference add 2.
 */
const NORMAL_UNITS = 12;

/**
 * Far from 0, with e = e^(−2|x|) ≤ 0.29: exp (6 + 4·2|x|)·e/(1 − e²) ≤ 7 u twice, the quotient 5 u, its parts 2; near
 * 0 the polynomial's roundings weigh x²/3. Relative to tanh itself.
 */
const TANGENT_UNITS = 24;

const unary = (compute: (x: number) => number) => (x: number) => ({
  value: compute(x),
  magnitude: Math.abs(x),
});

const afterBias = (compute: (x: number) => number) => (x: number, bias: number) => ({
  value: compute(x + bias),
  magnitude: Math.abs(x) + Math.abs(bias),
});

const product = (x: number, other: number) => ({
  value: x * other,
  magnitude: Math.abs(x * other),
});

export const relu = (x: number) => Math.max(x, 0);
export const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const clampTo6 = (x: number) => Math.min(Math.max(x, 0), 6);

const plain = { operand: 'none', units: PLAIN_UNITS } as const;
const withRow = { operand: 'row', units: PLAIN_UNITS } as const;

export const kinds: Readonly<Record<Kind, KindFacts>> = {
  add: {
    expression: 'x + other',
    operand: 'whole',
    units: PLAIN_UNITS,
    reference: afterBias((x) => x),
  },
  multiply: {
    expression: 'x * other',
    operand: 'whole',
    units: PLAIN_UNITS,
    reference: product,
  },
  relu: { expression: 'relu(x)', ...plain, reference: unary(relu) },
  relu6: { expression: 'relu6(x)', ...plain, reference: unary(clampTo6) },
  gelu: {
    expression: 'geluErf(x)',
    operand: 'none',
    units: NORMAL_UNITS,
    reference: unary((x) => x * normalCumulative(x)),
  },
  'gelu-tanh': {
    expression: 'geluTanh(x)',
    operand: 'none',
    units: GATE_UNITS,
    reference: unary(gelu),
  },
  tanh: {
    expression: 'tangent(x)',
    operand: 'none',
    units: TANGENT_UNITS,
    reference: (x) => ({ value: Math.tanh(x), magnitude: Math.abs(Math.tanh(x)) }),
  },
  sigmoid: {
    expression: 'sigmoid(x)',
    operand: 'none',
    units: GATE_UNITS,
    reference: (x) => ({ value: sigmoid(x), magnitude: sigmoid(x) * (1 + Math.abs(x)) }),
  },
  silu: {
    expression: 'silu(x)',
    operand: 'none',
    units: GATE_UNITS,
    reference: unary((x) => x * sigmoid(x)),
  },
  'hard-sigmoid': {
    expression: 'hardSigmoid(x)',
    ...plain,
    reference: (x) => ({ value: clampTo6(x + 3) / 6, magnitude: (Math.abs(x) + 3) / 6 }),
  },
  'hard-swish': {
    expression: 'x * hardSigmoid(x)',
    ...plain,
    reference: (x) => ({
      value: (x * clampTo6(x + 3)) / 6,
      magnitude: (Math.abs(x) * (Math.abs(x) + 3)) / 6,
    }),
  },
  // WGSL allows 6 + 4·|x| units of the result itself.
  exp: {
    expression: 'exp(x)',
    ...plain,
    reference: (x) => ({ value: Math.exp(x), magnitude: Math.exp(x) * (1 + Math.abs(x)) }),
  },
  bias: { expression: 'x + other', ...withRow, reference: afterBias((x) => x) },
  'bias-relu': { expression: 'relu(x + other)', ...withRow, reference: afterBias(relu) },
  // Its tanh form, as in the epilogues of matrix products.
  'bias-gelu': {
    expression: 'geluTanh(x + other)',
    operand: 'row',
    units: GATE_UNITS,
    reference: afterBias(gelu),
  },
  scale: { expression: 'x * other', ...withRow, reference: product },
};
