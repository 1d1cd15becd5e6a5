// Joins tensors along one axis: each is copied to its place, and its gradient out of it again.
import { concatAttributes } from '../../operators/concat.operator.ts';
import { axisIndex } from '../../shapes.ts';
import type { TensorShape } from '../../graph.ts';
import { emitCopy, emitJoin } from '../copy-lowering.ts';
import { defineLowering } from '../lowering.ts';
import { type Copy, copyReason, keepsOrder, parts, sizesOf } from '../strides.ts';

/** Of each input out of the whole. */
function copiesOf(inputs: readonly TensorShape[], axis: string | number): readonly Copy[] {
  const [first = []] = inputs;
  const index = axisIndex(first, axis);
  const counts = inputs.map((shape) => shape[index]?.size ?? 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return parts(sizesOf(first).with(index, total), index, counts);
}

export const lowering = defineLowering({
  operator: 'concat',
  attributes: concatAttributes,
  unsupported: ({ inputs, attributes: { axis } }) =>
    copiesOf(
      inputs.map(({ shape }) => shape),
      axis,
    )
      .map(copyReason)
      .find((reason) => reason !== undefined),
  lower: (call) => {
    const values = call.inputs.map(({ value }) => value);
    const copies = copiesOf(
      call.inputs.map(({ shape }) => shape),
      call.attributes.axis,
    );
    if (copies.every(keepsOrder)) {
      return { outputs: values, backward: ({ gradients }) => gradients };
    }
    return {
      outputs: [emitJoin(call, 'forward', copies, values)],
      backward: ({ gradients: [dy], wanted }) =>
        dy === undefined
          ? []
          : copies.map((copy, index) =>
              wanted[index] === true ? emitCopy(call, 'backwardData', copy, dy) : undefined,
            ),
    };
  },
});
