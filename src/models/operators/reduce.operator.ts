// Sum, mean, maximum or a norm over some axes: one operation for each element read, more where it is squared
// or exponentiated first, and for the result of each group.
import * as v from 'valibot';
import { countAttribute, defineOperator, refuse, type ShapeCall } from '../operator.ts';
import { dimension, inputShape, totalElements } from '../shapes.ts';
import { streaming } from '../streaming.ts';

interface ReductionCost {
  /** Per element read. */
  readonly element: number;
  /** Per result. */
  readonly result: number;
  /** exp, log, √ and ÷ among them. */
  readonly specialElement: number;
  readonly specialResult: number;
}

const plain: ReductionCost = { element: 1, result: 0, specialElement: 0, specialResult: 0 };

const KINDS = {
  sum: plain,
  max: plain,
  min: plain,
  product: plain,
  argmax: plain,
  argmin: plain,
  mean: { ...plain, result: 1, specialResult: 1 },
  l1: { ...plain, element: 2 },
  l2: { ...plain, element: 2, result: 1, specialResult: 1 },
  'sum-square': { ...plain, element: 2 },
  'log-sum': { ...plain, result: 1, specialResult: 1 },
  // Maximum, subtract, exp, sum; log and add.
  'log-sum-exp': { element: 4, result: 2, specialElement: 1, specialResult: 1 },
} as const satisfies Record<string, ReductionCost>;

export type ReductionKind = keyof typeof KINDS;
const kinds = Object.keys(KINDS) as ReductionKind[];

const attributes = v.strictObject({
  kind: v.picklist(kinds),
  axes: v.array(countAttribute),
  /** Reduced axes stay with size 1. */
  keep: v.optional(v.boolean(), false),
});
type ReduceAttributes = v.InferOutput<typeof attributes>;

function reduced({ attributes: a, inputs }: ShapeCall<ReduceAttributes>) {
  const shape = inputShape(inputs);
  const missing = a.axes.find((axis) => axis >= shape.length);
  if (missing !== undefined) refuse(`it reduces axis ${missing} of ${shape.length} axes.`);
  const axes = new Set(a.axes);
  return shape.flatMap((axis, index) => {
    if (!axes.has(index)) return [axis];
    return a.keep ? [dimension(axis.name, 1)] : [];
  });
}

export const operator = defineOperator({
  name: 'reduce',
  label: 'reduction',
  attributes,
  inferShapes: (call) => [reduced(call)],
  forward: (call) => {
    const cost: ReductionCost = KINDS[call.attributes.kind];
    const [elements, results] = [totalElements(call.inputs), totalElements(call.outputs)];
    return streaming({
      reads: call.inputs,
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops: elements * cost.element + results * cost.result,
      specialFunctions: elements * cost.specialElement + results * cost.specialResult,
    });
  },
  backwardData: (call) =>
    streaming({
      reads: [...call.inputs, ...call.outputs],
      writes: call.inputs,
      elementBytes: call.elementBytes,
      flops: totalElements(call.inputs),
    }),
  keeps: ({ attributes: a }) =>
    a.kind === 'sum' || a.kind === 'mean' ? {} : { inputs: [0], outputs: [0] },
});
