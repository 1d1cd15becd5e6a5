// Functions of one element as torch.nn.functional defines them, and where their kinks are.
import { item, type Operator64 } from '../operation64.ts';

/** erf by e^(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n+1)) · 2/√π (DLMF 7.6.2): all terms of one sign, so nothing cancels. */
export function erf(x: number): number {
  // Beyond 6, 1 − erf is below 2·10⁻¹⁷.
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = 0;
  for (let n = 0; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
    sum += term;
    term *= (2 * x * x) / (2 * n + 3);
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const hardSigmoid = (x: number): number => Math.min(Math.max(x + 3, 0), 6) / 6;

interface Piecewise {
  readonly value: (x: number) => number;
  /** Where the derivative jumps, in ascending order. */
  readonly kinks: readonly number[];
}

const FUNCTIONS: Readonly<Record<string, Piecewise>> = {
  relu: { value: (x) => Math.max(x, 0), kinks: [0] },
  relu6: { value: (x) => Math.min(Math.max(x, 0), 6), kinks: [0, 6] },
  gelu: { value: (x) => 0.5 * x * (1 + erf(x / Math.SQRT2)), kinks: [] },
  'gelu-tanh': {
    value: (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
    kinks: [],
  },
  tanh: { value: Math.tanh, kinks: [] },
  sigmoid: { value: sigmoid, kinks: [] },
  silu: { value: (x) => x * sigmoid(x), kinks: [] },
  'hard-sigmoid': { value: hardSigmoid, kinks: [-3, 3] },
  'hard-swish': { value: (x) => x * hardSigmoid(x), kinks: [-3, 3] },
};

export const softCap: Operator64 = ({ attributes, inputs }) => {
  const cap = Number(attributes['cap'] ?? 50);
  const root = Math.sqrt(Number(attributes['headSize'] ?? 1));
  return [item(inputs, 0).values.map((x) => cap * Math.tanh(x / root / cap))];
};

export const activation: Operator64 = ({ attributes, inputs, branches }) => {
  const kind = String(attributes['kind']);
  const found = FUNCTIONS[kind];
  if (!found) throw new Error(`There is no function "${kind}".`);
  const { value, kinks } = found;
  return [
    item(inputs, 0).values.map((x) => {
      if (kinks.length > 0) branches.note(kinks.filter((kink) => x > kink).length);
      return value(x);
    }),
  ];
};
