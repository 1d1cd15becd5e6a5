// y = x · 1/√headSize + slope · place of the key. The biases are one row for each head, repeated over examples and
// queries by a copy that adds.
import type * as v from 'valibot';
import { alibiAttributes } from '../../operators/alibi.operator.ts';
import { alibiSlopes } from '../alibi-slopes.ts';
import { defineLowering, type LoweringCall } from '../lowering.ts';
import { scaleBy } from '../scale-by.ts';
import { repetition, sizesOf } from '../strides.ts';

export const lowering = defineLowering({
  operator: 'alibi',
  attributes: alibiAttributes,
  unsupported: ({ precision }) =>
    // The biases are a state, and states are f32.
    precision === 'f32' ? undefined : 'Linear position biases can be run in f32 only.',
  lower: (call) => {
    const { inputs, precision, emit } = call;
    const [input] = inputs;
    if (!input) throw new Error('Linear position biases have scores.');
    const factor = factorOf(call);
    const sizes = sizesOf(input.shape);
    const [, heads = 1, , keys = 1] = sizes;
    const source = emit.state(`linear biases of ${heads} heads, ${keys} keys`, heads * keys, () => {
      const slopes = alibiSlopes(heads);
      return Float32Array.from(
        { length: heads * keys },
        (_, place) => (slopes[Math.floor(place / keys)] ?? 0) * (place % keys),
      );
    });
    const target = scaleBy(call, 'forward', input.value, factor);
    emit.run(
      'forward',
      { op: 'rearrange', ...repetition([heads, 1, keys], sizes), mode: 'add', precision },
      { reads: { source }, updates: { target } },
    );
    return {
      outputs: [target],
      backward: ({ gradients: [dy], wanted: [wanted = false] }) => {
        if (dy === undefined || !wanted) return [];
        return [factor === 1 ? dy : scaleBy(call, 'backwardData', dy, factor)];
      },
    };
  },
});

function factorOf({
  attributes: { headSize },
}: LoweringCall<v.InferOutput<typeof alibiAttributes>>): number {
  return headSize === undefined ? 1 : 1 / Math.sqrt(headSize);
}
