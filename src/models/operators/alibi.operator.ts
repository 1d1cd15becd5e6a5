// ALiBi: each head lowers its scores in proportion to the distance of the positions; nothing is learned.
import * as v from 'valibot';
import { elementCount, shapeLabel } from '../graph.ts';
import { defineOperator, refuse } from '../operator.ts';
import { inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';

export const operator = defineOperator({
  name: 'alibi',
  label: 'linear position bias',
  attributes: v.strictObject({}),
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
      flops: elementCount(inputShape(call.inputs)),
    });
  },
});
