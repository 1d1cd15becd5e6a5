// Functions of one element. FLOPs per element are those of the written-out formula, exp, erf, tanh and ÷
// as one each.
import * as v from 'valibot';
import { elementCount } from '../graph.ts';
import { defineOperator } from '../operator.ts';
import { inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';

interface FunctionCost {
  readonly forward: number;
  readonly backward: number;
  /** exp, erf, tanh and ÷ among them, forward and backward. */
  readonly special: number;
  /** Whether backward starts from the output, so that the input need not be kept. */
  readonly keepsOutput: boolean;
}

const FUNCTIONS = {
  relu: { forward: 1, backward: 1, special: 0, keepsOutput: true },
  // Two comparisons each way.
  relu6: { forward: 2, backward: 2, special: 0, keepsOutput: true },
  // x · ½ · (1 + erf(x/√2)); its derivative adds x·φ(x) with one exp.
  gelu: { forward: 5, backward: 10, special: 1, keepsOutput: false },
  // ½x(1 + tanh(√(2/π)(x + 0.044715x³))); the derivative repeats the tanh.
  'gelu-tanh': { forward: 9, backward: 14, special: 1, keepsOutput: false },
  tanh: { forward: 1, backward: 3, special: 1, keepsOutput: true },
  // 1/(1 + exp(−x)); y(1 − y)·dy.
  sigmoid: { forward: 4, backward: 3, special: 2, keepsOutput: true },
  // x·sigmoid(x).
  silu: { forward: 5, backward: 8, special: 2, keepsOutput: false },
  // min(max(x + 3, 0), 6) · ⅙; its derivative is ⅙ between −3 and 3.
  'hard-sigmoid': { forward: 4, backward: 3, special: 0, keepsOutput: false },
  // x · hard-sigmoid(x); its derivative is x/3 + ½ between −3 and 3.
  'hard-swish': { forward: 5, backward: 5, special: 0, keepsOutput: false },
} as const satisfies Record<string, FunctionCost>;

export const activationAttributes = v.strictObject({
  kind: v.picklist([
    'relu',
    'relu6',
    'gelu',
    'gelu-tanh',
    'tanh',
    'sigmoid',
    'silu',
    'hard-sigmoid',
    'hard-swish',
  ]),
});

type ActivationKind = v.InferOutput<typeof activationAttributes>['kind'];

/** Whether backward starts from the result of the function rather than from its argument. */
export function keepsResult(kind: ActivationKind): boolean {
  return FUNCTIONS[kind].keepsOutput;
}

export const operator = defineOperator({
  name: 'activation',
  label: 'activation',
  arithmetic: 'activation',
  attributes: activationAttributes,
  inferShapes: ({ inputs }) => [inputShape(inputs)],
  forward: (call) => {
    const cost: FunctionCost = FUNCTIONS[call.attributes.kind];
    const elements = elementCount(inputShape(call.inputs));
    return streaming({
      reads: call.inputs,
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops: elements * cost.forward,
      specialFunctions: elements * cost.special,
    });
  },
  backwardData: (call) => {
    const cost: FunctionCost = FUNCTIONS[call.attributes.kind];
    const elements = elementCount(inputShape(call.inputs));
    return streaming({
      reads: [...call.inputs, ...call.outputs],
      writes: call.inputs,
      elementBytes: call.elementBytes,
      flops: elements * cost.backward,
      specialFunctions: cost.keepsOutput ? 0 : elements * cost.special,
    });
  },
  keeps: ({ attributes: a }) =>
    FUNCTIONS[a.kind].keepsOutput ? { outputs: [0] } : { inputs: [0] },
});
