// The derivative of each function of one value: in WGSL, in float64, and how far rounding may carry it.
import type { ElementwiseGradientProblem } from '../../shared/problem.ts';
import { normalCumulative, normalDensity } from './normal-distribution.ts';
import { sigmoid } from './kinds.ts';

type Kind = ElementwiseGradientProblem['kind'];

interface DerivativeFacts {
  /** Of `x`: the function's result where `keeps` says so, else its argument. */
  readonly expression: string;
  readonly keeps: 'result' | 'argument';
  /** Bound of the error in units of 2^-24 of dy · magnitude. */
  readonly units: number;
  /** Of what is kept; magnitude 1 when absent, as most slopes are about that. */
  readonly slope: (kept: number) => number;
  readonly magnitude?: (kept: number) => number;
}

/** A few roundings at most; below 8 the bound would not cover those of subnormal f16 results. */
const PLAIN_UNITS = 8;

/**
 * The gate s errs by 11 u (see kinds.ts). |x·g′|·s·(1 − s), with g′ = 1 of silu and at most 3|g/x| of gelu-tanh,
 * errs by 20 + 4|g| units of itself and is at most 3|g|·e^−|g|: 20 u where |g| = 2, and less elsewhere. Φ errs by 9 u,
 * x·φ(x) by 3 u.
 */
const GATE_UNITS = 40;

const PLAIN = { units: PLAIN_UNITS } as const;

/** √(2/π), and that times 3 · 0.044715. */
const GELU_SLOPE = Math.sqrt(2 / Math.PI);

function geluTanhSlope(x: number): number {
  const tangent = Math.tanh(GELU_SLOPE * (x + 0.044715 * x ** 3));
  const inner = GELU_SLOPE * (1 + 3 * 0.044715 * x ** 2);
  return 0.5 * (1 + tangent) + 0.5 * x * (1 - tangent ** 2) * inner;
}

/** At the corners as PyTorch: 0 at both ends of a flat piece. */
export const derivatives: Readonly<Record<Kind, DerivativeFacts>> = {
  relu: {
    expression: 'select(Value(0), Value(1), x > Value(0))',
    keeps: 'result',
    ...PLAIN,
    slope: (y) => (y > 0 ? 1 : 0),
  },
  relu6: {
    expression: 'select(Value(0), Value(1), abs(x - 3) < Value(3))',
    keeps: 'result',
    ...PLAIN,
    slope: (y) => (y > 0 && y < 6 ? 1 : 0),
  },
  tanh: {
    expression: '1 - x * x',
    keeps: 'result',
    ...PLAIN,
    slope: (y) => 1 - y ** 2,
    magnitude: (y) => 1 + y ** 2,
  },
  sigmoid: {
    expression: 'x * (1 - x)',
    keeps: 'result',
    ...PLAIN,
    slope: (y) => y * (1 - y),
    magnitude: (y) => Math.abs(y) * (1 + Math.abs(y)),
  },
  gelu: {
    expression: 'geluErfSlope(x)',
    keeps: 'argument',
    units: GATE_UNITS,
    slope: (x) => normalCumulative(x) + x * normalDensity(x),
  },
  'gelu-tanh': {
    expression: 'geluTanhSlope(x)',
    keeps: 'argument',
    units: GATE_UNITS,
    slope: geluTanhSlope,
  },
  silu: {
    expression: 'siluSlope(x)',
    keeps: 'argument',
    units: GATE_UNITS,
    slope: (x) => sigmoid(x) + x * sigmoid(x) * sigmoid(-x),
  },
  'hard-sigmoid': {
    expression: 'select(Value(0), Value(1) / 6, abs(x) < Value(3))',
    keeps: 'argument',
    ...PLAIN,
    slope: (x) => (Math.abs(x) < 3 ? 1 / 6 : 0),
  },
  'hard-swish': {
    expression: 'hardSwishSlope(x)',
    keeps: 'argument',
    ...PLAIN,
    slope: (x) => (x <= -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5),
    magnitude: (x) => Math.abs(x) / 3 + 1,
  },
  exp: {
    expression: 'x',
    keeps: 'result',
    ...PLAIN,
    slope: (y) => y,
    magnitude: Math.abs,
  },
};
