// Puts a learned vector in front of the tokens of every example: two copies side by side.
import { prependParameterAttributes } from '../../operators/prepend-parameter.operator.ts';
import { emitCopy } from '../copy-lowering.ts';
import { defineLowering } from '../lowering.ts';
import { type Copy, parts, repetition, reversed, sizesOf } from '../strides.ts';

export const lowering = defineLowering({
  operator: 'prepend-parameter',
  attributes: prependParameterAttributes,
  lower: (call) => {
    const { inputs, parameters, precision, emit } = call;
    const [input] = inputs;
    const [parameter] = parameters;
    if (!input || !parameter) throw new Error('A learned token has an input and a parameter.');
    const [batch = 0, tokens = 0, features = 0] = sizesOf(input.shape);
    // Where the learned token and the others stand in the result.
    const [first, others] = parts([batch, tokens + 1, features], 1, [1, tokens]);
    if (!first || !others) throw new Error('The result has two parts.');
    const y = emit.value('y', others.sourceLength);
    const repeated: Copy = {
      ...repetition([features], [batch, features]),
      targetStrides: first.sourceStrides,
      targetOffset: first.sourceOffset,
      targetLength: first.sourceLength,
    };
    emit.run(
      'forward',
      { op: 'rearrange', ...repeated, mode: 'write', precision },
      { reads: { source: parameter.value }, writes: { target: y } },
    );
    emit.run(
      'forward',
      { op: 'rearrange', ...reversed(others), mode: 'write', precision },
      { reads: { source: input.value }, writes: { target: y } },
    );
    return {
      outputs: [y],
      backward: ({ gradients: [dy], wanted: [wantsInput = false], parameterGradient }) => {
        if (dy === undefined) return [];
        parameterGradient(0, (target) => {
          const tokenGradients = emit.value('gradients of the token', batch * features);
          emit.run(
            'backwardWeights',
            { op: 'rearrange', ...first, mode: 'write', precision },
            { reads: { source: dy }, writes: { target: tokenGradients } },
          );
          emit.run(
            'backwardWeights',
            { op: 'sum', outer: batch, columns: features, inner: 1, precision },
            { reads: { x: tokenGradients }, writes: { y: target } },
          );
        });
        return wantsInput ? [emitCopy(call, 'backwardData', others, dy)] : [];
      },
    };
  },
});
