// Y (rows × out) = X (rows × in) · Wᵀ + b, with W stored out × in.
import { elementCount } from '../../graph.ts';
import { linearAttributes } from '../../operators/linear.operator.ts';
import { inputShape, lastDimension } from '../../shapes.ts';
import { defineLowering } from '../lowering.ts';
import { unsupportedWeights } from '../../variants/unsupported-weights.ts';

export const lowering = defineLowering({
  operator: 'linear',
  attributes: linearAttributes,
  unsupported: (call) => unsupportedWeights(call),
  lower: ({ attributes: { outFeatures, bias: hasBias }, inputs, parameters, precision, emit }) => {
    const [input] = inputs;
    const [weight, bias] = parameters;
    if (!input || !weight) throw new Error('A linear layer has an input and a weight.');
    const shape = inputShape([input.shape]);
    const inFeatures = lastDimension(shape).size;
    const rows = elementCount(shape) / inFeatures;
    const x = input.value;
    const y = emit.value('y', rows * outFeatures);
    emit.run(
      'forward',
      {
        op: 'matmul',
        m: rows,
        n: outFeatures,
        k: inFeatures,
        transpose: 'b',
        ...(hasBias ? { bias: true } : {}),
        precision,
      },
      { reads: { a: x, b: weight.value, ...(bias ? { bias: bias.value } : {}) }, writes: { c: y } },
    );
    return {
      outputs: [y],
      backward: ({ gradients: [dy], wanted: [wantsInput = false], parameterGradient }) => {
        if (dy === undefined) return [];
        // dW (out × in) = dYᵀ · X.
        parameterGradient(0, (target) => {
          emit.run(
            'backwardWeights',
            { op: 'matmul', m: outFeatures, n: inFeatures, k: rows, transpose: 'a', precision },
            { reads: { a: dy, b: x }, writes: { c: target } },
          );
        });
        if (hasBias) {
          parameterGradient(1, (target) => {
            emit.run(
              'backwardWeights',
              { op: 'sum', outer: rows, columns: outFeatures, inner: 1, precision },
              { reads: { x: dy }, writes: { y: target } },
            );
          });
        }
        if (!wantsInput) return [];
        // dX (rows × in) = dY · W.
        const dx = emit.value('dx', rows * inFeatures);
        emit.run(
          'backwardData',
          { op: 'matmul', m: rows, n: inFeatures, k: outFeatures, precision },
          { reads: { a: dy, b: weight.value }, writes: { c: dx } },
        );
        return [dx];
      },
    };
  },
});
