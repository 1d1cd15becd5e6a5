// Each pair of positions looks up the biases of its distance's bucket.
import { relativeBiasAttributes } from '../../operators/relative-bias.operator.ts';
import { lookUpBiases, sumBiases } from '../bias-look-up.ts';
import { defineLowering } from '../lowering.ts';
import { bucketOf, bucketsReason } from '../relative-buckets.ts';
import { sizesOf } from '../strides.ts';

export const lowering = defineLowering({
  operator: 'relative-bias',
  attributes: relativeBiasAttributes,
  unsupported: ({ attributes }) => bucketsReason(attributes),
  lower: (call) => {
    const { attributes, inputs, parameters, emit } = call;
    const [scores] = inputs;
    const [table] = parameters;
    if (!scores || !table) throw new Error('Relative biases have scores and a table.');
    const { buckets, bidirectional } = attributes;
    const [, heads = 1, queries = 1, keys = 1] = sizesOf(scores.shape);
    const rows = emit.indices(
      `${buckets} buckets of ${queries} × ${keys}${bidirectional ? '' : ', backwards'}`,
      queries * keys,
      () =>
        Uint32Array.from({ length: queries * keys }, (_, pair) =>
          bucketOf((pair % keys) - Math.floor(pair / keys), attributes),
        ),
    );
    const pairs = { rows, entries: buckets, heads };
    return {
      outputs: [lookUpBiases(call, pairs, table.value)],
      // The scores lend their shape only.
      backward: ({ gradients: [dy], ownGradient }) => {
        if (dy !== undefined) sumBiases(call, 'backwardWeights', pairs, dy, ownGradient(0));
        return [];
      },
    };
  },
});
