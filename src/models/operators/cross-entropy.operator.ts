// The loss: log-softmax of the logits over the last axis and the negative log-likelihood of the labels. Inputs: the
// logits and, where the graph is to be run, the labels, one whole number for each row of logits.
import * as v from 'valibot';
import { elementCount } from '../graph.ts';
import { defineOperator } from '../operator.ts';
import { inputShape, lastDimension } from '../shapes.ts';
import { streaming } from '../streaming.ts';

/** Class labels are u32. */
const LABEL_BYTES = 4;
/** Maximum, subtract, exp, sum. */
const FORWARD_FLOPS = 4;
/** exp of the log-probability, minus one at the label, over the batch. */
const BACKWARD_FLOPS = 3;

export const crossEntropyAttributes = v.strictObject({});

export const operator = defineOperator({
  name: 'cross-entropy',
  label: 'loss',
  attributes: crossEntropyAttributes,
  inferShapes: ({ inputs }) => {
    lastDimension(inputShape(inputs));
    return [[]];
  },
  forward: (call) => {
    const logits = inputShape(call.inputs);
    const elements = elementCount(logits);
    return streaming({
      reads: [logits],
      writes: call.outputs,
      elementBytes: call.elementBytes,
      extraRead: (elements / lastDimension(logits).size) * LABEL_BYTES,
      flops: elements * FORWARD_FLOPS,
      specialFunctions: elements,
    });
  },
  backwardData: (call) => {
    const logits = inputShape(call.inputs);
    const elements = elementCount(logits);
    return streaming({
      reads: [logits],
      writes: [logits],
      elementBytes: call.elementBytes,
      extraRead: (elements / lastDimension(logits).size) * LABEL_BYTES,
      flops: elements * BACKWARD_FLOPS,
      specialFunctions: elements,
    });
  },
  keeps: () => ({ inputs: [0] }),
});
