// What one output element of an elementwise function costs: the operations of the written-out formula, with
// exp, log, erf, trigonometry, power, √ and ÷ as one each.

export interface PointwiseCost {
  readonly flops: number;
  /** exp, log, √, ÷ and their kin among them. */
  readonly special: number;
  /** For each operand beyond the second: n-ary sums. */
  readonly more?: number;
}

const simple: PointwiseCost = { flops: 1, special: 0 };
const special: PointwiseCost = { flops: 1, special: 1 };
/** Selection, logic and type changes. */
const free: PointwiseCost = { flops: 0, special: 0 };

export const POINTWISE = {
  add: { ...simple, more: 1 },
  subtract: simple,
  multiply: { ...simple, more: 1 },
  divide: special,
  power: special,
  modulo: { flops: 3, special: 1 },
  minimum: { ...simple, more: 1 },
  maximum: { ...simple, more: 1 },
  mean: { flops: 2, special: 1, more: 1 },
  compare: simple,
  select: free,
  logic: free,
  cast: free,
  absolute: simple,
  negate: simple,
  round: simple,
  sign: { flops: 2, special: 0 },
  test: simple,
  exp: special,
  log: special,
  'square-root': special,
  reciprocal: special,
  trigonometric: special,
  erf: special,
  clip: { flops: 2, special: 0 },
  // Comparison and product.
  'leaky-relu': { flops: 2, special: 0 },
  threshold: simple,
  // Comparison, exp, − 1, · α.
  elu: { flops: 4, special: 1 },
  selu: { flops: 5, special: 1 },
  // Two comparisons, ÷ α, exp, − 1, · α, sum.
  celu: { flops: 7, special: 2 },
  // log(1 + exp(x)).
  softplus: { flops: 3, special: 2 },
  // x / (1 + |x|).
  softsign: { flops: 3, special: 1 },
  // x · tanh(softplus(x)).
  mish: { flops: 5, special: 3 },
  // αx + β between 0 and 1.
  'hard-sigmoid': { flops: 4, special: 0 },
  'hard-swish': { flops: 5, special: 0 },
  // x · sigmoid(αx).
  'quick-gelu': { flops: 6, special: 2 },
  // Batch normalisation at inference.
  'scale-shift': { flops: 2, special: 0 },
  // Two comparisons, one shift.
  shrink: { flops: 3, special: 0 },
  // ÷ scale, round, + zero point, two comparisons.
  quantise: { flops: 5, special: 1 },
  // − zero point, · scale.
  dequantise: { flops: 2, special: 0 },
} as const satisfies Record<string, PointwiseCost>;

export type PointwiseFunction = keyof typeof POINTWISE;
export const POINTWISE_FUNCTIONS = Object.keys(POINTWISE) as PointwiseFunction[];
