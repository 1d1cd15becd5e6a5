// Batch normalisation: in training by the batch's own statistics, which also move the running ones; in inference
// by the running ones.
import { batchNormAttributes } from '../../operators/batch-norm.operator.ts';
import type { TensorShape } from '../../graph.ts';
import { axisIndex } from '../../shapes.ts';
import { defineLowering } from '../lowering.ts';
import { product, sizesOf } from '../strides.ts';

/** batch × channels × inner. */
function sizesAround(shape: TensorShape) {
  const sizes = sizesOf(shape);
  const axis = axisIndex(shape, 'channels');
  return {
    batch: product(sizes.slice(0, axis)),
    channels: sizes[axis] ?? 0,
    inner: product(sizes.slice(axis + 1)),
  };
}

export const lowering = defineLowering({
  operator: 'batch-norm',
  attributes: batchNormAttributes,
  unsupported: ({ inputs: [input], mode }) => {
    const { batch, inner } = sizesAround(input?.shape ?? []);
    return mode === 'training' && batch * inner === 1
      ? 'Batch normalisation cannot be trained on one value per channel, whose variance is 0: use a larger batch.'
      : undefined;
  },
  lower: ({ inputs, parameters, mode, precision, emit, layer }) => {
    const [input] = inputs;
    const [scale, shift] = parameters;
    if (!input || !scale || !shift) {
      throw new Error('Batch normalisation has an input, a scale and a shift.');
    }
    const sizes = sizesAround(input.shape);
    const { batch, channels, inner } = sizes;
    const x = input.value;
    const gamma = scale.value;
    const beta = shift.value;
    const y = emit.value('y', x.length);
    const runningMean = emit.state(`${layer}.running_mean`, channels, 0);
    const runningVariance = emit.state(`${layer}.running_var`, channels, 1);
    if (mode === 'inference') {
      emit.run(
        'forward',
        {
          op: 'normalization',
          kind: 'batch',
          rows: batch * channels,
          columns: inner,
          channels,
          precision,
        },
        { reads: { x, mean: runningMean, variance: runningVariance, gamma, beta }, writes: { y } },
      );
      return { outputs: [y], backward: () => [] };
    }
    const mean = emit.value('mean', channels, 'f32');
    const inverseDeviation = emit.value('inverse deviation', channels, 'f32');
    emit.run(
      'forward',
      { op: 'batch-normalization-training', ...sizes, precision },
      {
        reads: { x, gamma, beta },
        writes: { y, mean, inverseDeviation },
        updates: { runningMean, runningVariance },
      },
    );
    return {
      outputs: [y],
      backward: ({ gradients: [dy], parameterGradient }) => {
        if (dy === undefined) return [];
        const dx = emit.value('dx', x.length);
        parameterGradient(0, (dgamma) => {
          parameterGradient(1, (dbeta) => {
            emit.run(
              'backwardData',
              { op: 'batch-normalization-gradient', ...sizes, precision },
              { reads: { x, dy, gamma, mean, inverseDeviation }, writes: { dx, dgamma, dbeta } },
            );
          });
        });
        return [dx];
      },
    };
  },
});
