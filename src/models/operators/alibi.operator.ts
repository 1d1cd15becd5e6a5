// ALiBi: each head lowers its scores in proportion to the distance of the positions; nothing is learned. As BLOOM stores
// it: the slope of the head times the place of the key, which differs by a constant along each row.
import * as v from 'valibot';
import { elementCount, shapeLabel } from '../graph.ts';
import { defineOperator, refuse, sizeAttribute } from '../operator.ts';
import { inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';
import { NO_WORK } from '../work.ts';

export const alibiAttributes = v.strictObject({
  /** Scores are multiplied by 1/√headSize first; not at all when absent. */
  headSize: v.optional(sizeAttribute),
});

export const operator = defineOperator({
  name: 'alibi',
  label: 'linear position bias',
  attributes: alibiAttributes,
  inferShapes: ({ inputs }) => {
    const shape = inputShape(inputs);
    if (shape.length !== 4) {
      refuse(`it needs batch × heads × queries × keys and got ${shapeLabel(shape)}.`);
    }
    return [shape];
  },
  // One row of biases for each head is added; the softmax does not see a constant along its row.
  forward: (call) => {
    const [, heads, , keys] = inputShape(call.inputs);
    const biases = heads && keys ? [[heads, keys]] : [];
    return streaming({
      reads: [...call.inputs, ...biases],
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops:
        elementCount(inputShape(call.inputs)) * (call.attributes.headSize === undefined ? 1 : 2),
    });
  },
  backwardData: (call) =>
    call.attributes.headSize === undefined
      ? NO_WORK
      : streaming({
          reads: call.outputs,
          writes: call.inputs,
          elementBytes: call.elementBytes,
          flops: elementCount(inputShape(call.inputs)),
        }),
});
