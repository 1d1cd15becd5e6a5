// The loss of a student: cross-entropy with the labels and, at a temperature, with the probabilities that its teacher
// gives. Inputs: the logits, one label for each row, and the teacher's probabilities at that temperature, in the shape
// of the logits. The targets are constants: no gradient flows into them.
import * as v from 'valibot';
import { elementCount } from '../graph.ts';
import { type CostCall, defineOperator, refuse } from '../operator.ts';
import { inputShape, lastDimension } from '../shapes.ts';
import { streaming } from '../streaming.ts';
import type { PassWork } from '../work.ts';

/** Class labels are u32. */
const LABEL_BYTES = 4;
/** Maximum, subtract, exp, sum; divide, exp and sum at the temperature; times the target, sum. */
const FORWARD_FLOPS = 9;
/** Two probabilities, minus label and target, weighted, over the batch. */
const BACKWARD_FLOPS = 7;

export const softCrossEntropyAttributes = v.strictObject({
  temperature: v.pipe(v.number(), v.finite(), v.gtValue(0)),
  /** Of the loss against the targets; that against the labels has the rest. */
  softWeight: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
});

function costOf(call: CostCall<unknown>, flops: number, isBackward: boolean): PassWork {
  const logits = inputShape(call.inputs);
  const elements = elementCount(logits);
  return streaming({
    reads: [logits, logits],
    writes: isBackward ? [logits] : call.outputs,
    elementBytes: call.elementBytes,
    extraRead: (elements / lastDimension(logits).size) * LABEL_BYTES,
    flops: elements * flops,
    specialFunctions: 2 * elements,
  });
}

export const operator = defineOperator({
  name: 'soft-cross-entropy',
  label: 'loss against a teacher',
  attributes: softCrossEntropyAttributes,
  inferShapes: ({ inputs }) => {
    const logits = inputShape(inputs);
    lastDimension(logits);
    const [, , targets = []] = inputs;
    if (elementCount(targets) !== elementCount(logits)) {
      refuse('it needs a target for each logit.');
    }
    return [[]];
  },
  forward: (call) => costOf(call, FORWARD_FLOPS, false),
  backwardData: (call) => costOf(call, BACKWARD_FLOPS, true),
  keeps: () => ({ inputs: [0, 2] }),
});
