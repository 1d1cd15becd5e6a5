// Sum or product of tensors: residual connections, gates. Later inputs may lack leading axes of the first
// and are then repeated over them (one table of positions for a whole batch).
import * as v from 'valibot';
import { elementCount, shapeLabel, type TensorShape } from '../graph.ts';
import { defineOperator, refuse } from '../operator.ts';
import { inputShape, sameSizes } from '../shapes.ts';
import { streaming } from '../streaming.ts';
import { addWork, NO_WORK } from '../work.ts';

export const elementwiseAttributes = v.strictObject({ kind: v.picklist(['add', 'multiply']) });

function repeated(inputs: readonly TensorShape[]): readonly TensorShape[] {
  const rank = inputShape(inputs).length;
  return inputs.filter((shape) => shape.length < rank);
}

export const operator = defineOperator({
  name: 'elementwise',
  label: 'elementwise sum or product',
  attributes: elementwiseAttributes,
  inferShapes: ({ inputs }) => {
    const first = inputShape(inputs);
    inputShape(inputs, 1);
    for (const other of inputs) {
      if (!sameSizes(first.slice(first.length - other.length), other)) {
        refuse(`its inputs differ in shape: ${shapeLabel(first)} and ${shapeLabel(other)}.`);
      }
    }
    return [first];
  },
  forward: (call) =>
    streaming({
      reads: call.inputs,
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops: elementCount(inputShape(call.inputs)) * (call.inputs.length - 1),
    }),
  // A sum hands its gradient on as it is, a product multiplies it by the other inputs; what was repeated
  // is summed over its repetitions.
  backwardData: (call) => {
    const elements = elementCount(inputShape(call.inputs));
    const { elementBytes } = call;
    const sums = repeated(call.inputs).map((shape) =>
      streaming({ reads: call.outputs, writes: [shape], elementBytes, flops: elements }),
    );
    const products =
      call.attributes.kind === 'add'
        ? NO_WORK
        : streaming({
            reads: [...call.inputs, ...call.outputs],
            writes: call.inputs,
            elementBytes,
            flops: elements * call.inputs.length,
            launches: call.inputs.length,
          });
    return sums.reduce(addWork, products);
  },
  keeps: ({ attributes: a, inputs }) =>
    a.kind === 'add' ? {} : { inputs: inputs.map((_, index) => index) },
});
