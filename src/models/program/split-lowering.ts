// For operators that cut one axis into parts: a copy for each, and for the gradient all of them into one.
import type * as v from 'valibot';
import type { TensorShape } from '../graph.ts';
import { emitCopy, emitJoin } from './copy-lowering.ts';
import { defineLowering, type Lowering } from './lowering.ts';
import { copyReason, keepsOrder, parts, sizesOf } from './strides.ts';

interface Cut {
  readonly axis: number;
  /** Places that each part takes; together the whole axis. */
  readonly counts: readonly number[];
}

export function splitLowering<A>(
  operator: string,
  attributes: v.GenericSchema<unknown, A>,
  cutOf: (input: TensorShape, attributes: A) => Cut,
): Lowering {
  const copiesOf = (input: TensorShape, given: A) => {
    const { axis, counts } = cutOf(input, given);
    return parts(sizesOf(input), axis, counts);
  };
  return defineLowering({
    operator,
    attributes,
    unsupported: ({ inputs: [input], attributes: given }) =>
      copiesOf(input?.shape ?? [], given)
        .map(copyReason)
        .find((reason) => reason !== undefined),
    lower: (call) => {
      const [input] = call.inputs;
      if (!input) throw new Error(`The operator "${operator}" has an input.`);
      const copies = copiesOf(input.shape, call.attributes);
      if (copies.every(keepsOrder)) {
        return { outputs: [input.value], backward: ({ gradients }) => gradients };
      }
      return {
        outputs: copies.map((copy) => emitCopy(call, 'forward', copy, input.value)),
        backward: ({ gradients, wanted: [wantsInput = false] }) =>
          wantsInput ? [emitJoin(call, 'backwardData', copies, gradients)] : [],
      };
    },
  });
}
