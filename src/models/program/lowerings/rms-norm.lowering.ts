// Normalisation by the root of the mean square, over rows.
import { rmsNormAttributes } from '../../operators/rms-norm.operator.ts';
import { lastDimension } from '../../shapes.ts';
import { defineLowering } from '../lowering.ts';

export const lowering = defineLowering({
  operator: 'rms-norm',
  attributes: rmsNormAttributes,
  unsupported: ({ attributes: { learned }, precision }) =>
    // A state stands in for the scale, and states are f32.
    precision === 'f32' || learned
      ? undefined
      : 'Root-mean-square normalisation without a learned scale can be run in f32 only.',
  lower: ({ inputs, parameters, precision, emit }) => {
    const [input] = inputs;
    const [scale] = parameters;
    if (!input) throw new Error('A normalisation has an input.');
    const x = input.value;
    const columns = lastDimension(input.shape).size;
    const sizes = { rows: x.length / columns, columns, precision };
    const gamma = scale?.value ?? emit.state(`${columns} ones`, columns, 1);
    const y = emit.value('y', x.length);
    emit.run(
      'forward',
      { op: 'rms-normalization', ...sizes },
      { reads: { x, gamma }, writes: { y } },
    );
    return {
      outputs: [y],
      backward: ({ gradients: [dy], parameterGradient }) => {
        if (dy === undefined) return [];
        const dx = emit.value('dx', x.length);
        const write = (dgamma: typeof gamma) => {
          emit.run(
            'backwardData',
            { op: 'rms-normalization-gradient', ...sizes },
            { reads: { x, dy, gamma }, writes: { dx, dgamma } },
          );
        };
        if (scale) parameterGradient(0, write);
        else write(emit.value('unused dgamma', columns));
        return [dx];
      },
    };
  },
});
