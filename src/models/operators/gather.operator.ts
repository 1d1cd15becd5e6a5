// Takes whole slices along one axis by index. Inputs: the data, then the indices; fixed indices are given by
// their sizes instead.
import * as v from 'valibot';
import type { TensorShape } from '../graph.ts';
import { namedShape } from '../named-shape.ts';
import { countAttribute, defineOperator, refuse, type ShapeCall } from '../operator.ts';
import { inputShape, totalElements } from '../shapes.ts';
import { streaming } from '../streaming.ts';

/** Indices are u32. */
const INDEX_BYTES = 4;

const attributes = v.strictObject({
  axis: countAttribute,
  indexSizes: v.optional(v.array(countAttribute)),
});

function indexShape(call: ShapeCall<v.InferOutput<typeof attributes>>): TensorShape {
  const fixed = call.attributes.indexSizes;
  return fixed ? namedShape(fixed) : inputShape(call.inputs, 1);
}

export const operator = defineOperator({
  name: 'gather',
  label: 'look-up',
  attributes,
  inferShapes: (call) => {
    const data = inputShape(call.inputs);
    const { axis } = call.attributes;
    if (axis >= data.length) refuse(`it takes along axis ${axis} of ${data.length} axes.`);
    const sizes = [...data.slice(0, axis), ...indexShape(call), ...data.slice(axis + 1)];
    return [namedShape(sizes.map((each) => each.size))];
  },
  forward: (call) =>
    streaming({
      reads: call.outputs,
      writes: call.outputs,
      elementBytes: call.elementBytes,
      extraRead: totalElements([indexShape(call)]) * INDEX_BYTES,
    }),
  // The gradient is cleared, then what was taken is added to.
  backwardData: (call) =>
    streaming({
      reads: [...call.outputs, ...call.outputs],
      writes: [inputShape(call.inputs), ...call.outputs],
      elementBytes: call.elementBytes,
      extraRead: totalElements([indexShape(call)]) * INDEX_BYTES,
      flops: totalElements(call.outputs),
      launches: 2,
    }),
});
