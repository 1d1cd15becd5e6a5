// Softmax over the last axis, with the scale and the causal mask of attention in the same kernel.
import type * as v from 'valibot';
import { elementCount, type TensorShape } from '../../graph.ts';
import { softmaxAttributes } from '../../operators/softmax.operator.ts';
import { inputShape, lastDimension } from '../../shapes.ts';
import { defineLowering } from '../lowering.ts';

type SoftmaxAttributes = v.InferOutput<typeof softmaxAttributes>;

/** Queries × keys are the last two axes of scores. A mask of padding hides nothing: no example is padded. */
function sizesOf({ scale, headSize, mask }: SoftmaxAttributes, shape: TensorShape) {
  const columns = lastDimension(shape).size;
  const queries = shape.at(-2)?.size ?? 1;
  return {
    rows: elementCount(shape) / columns,
    columns,
    scaling: scale && headSize !== undefined ? { headSize } : {},
    masking: mask === 'causal' ? { causalQueries: queries } : {},
  };
}

export const lowering = defineLowering({
  operator: 'softmax',
  attributes: softmaxAttributes,
  unsupported: ({ attributes, inputs: [input] }) => {
    const { scale, headSize, mask } = attributes;
    if (mask === 'window') return 'The masks of shifted windows cannot be run yet.';
    if (scale && headSize === undefined) {
      return 'Scores that are scaled after something was added to them, or by an unknown size, cannot be run.';
    }
    const { columns, masking } = sizesOf(attributes, input?.shape ?? []);
    return (masking.causalQueries ?? 1) > columns
      ? 'A causal mask over fewer keys than queries cannot be run.'
      : undefined;
  },
  lower: ({ attributes, inputs, precision, emit }) => {
    const [input] = inputs;
    if (!input) throw new Error('Softmax has an input.');
    const { rows, columns, scaling, masking } = sizesOf(attributes, inputShape([input.shape]));
    const y = emit.value('y', rows * columns);
    emit.run(
      'forward',
      { op: 'softmax', rows, columns, ...scaling, ...masking, precision },
      { reads: { x: input.value }, writes: { y } },
    );
    return {
      outputs: [y],
      backward: ({ gradients: [dy], wanted: [wanted = false] }) => {
        if (dy === undefined || !wanted) return [];
        const dx = emit.value('dx', rows * columns);
        emit.run(
          'backwardData',
          { op: 'softmax-gradient', rows, columns, ...scaling, precision },
          { reads: { y, dy }, writes: { dx } },
        );
        return [dx];
      },
    };
  },
});
