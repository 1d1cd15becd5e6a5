// x / √(Σ x² + n·ε) over rows of n values: root-mean-square normalisation with a constant scale of 1/√n. Its ε of 10⁻⁵
// stands where PyTorch's `normalize` keeps lengths above 10⁻¹²; rows of length 1 change by n/2 · 10⁻⁵.
import { unitLengthAttributes } from '../../operators/unit-length.operator.ts';
import { lastDimension } from '../../shapes.ts';
import { defineLowering } from '../lowering.ts';

export const lowering = defineLowering({
  operator: 'unit-length',
  attributes: unitLengthAttributes,
  unsupported: ({ precision }) =>
    // The constant scale is a state, and states are f32.
    precision === 'f32' ? undefined : 'Rows can be brought to unit length in f32 only.',
  lower: ({ inputs, precision, emit }) => {
    const [input] = inputs;
    if (!input) throw new Error('A normalisation has an input.');
    const x = input.value;
    const columns = lastDimension(input.shape).size;
    const sizes = { rows: x.length / columns, columns, precision };
    const gamma = emit.state(`${columns} of 1/√${columns}`, columns, 1 / Math.sqrt(columns));
    const y = emit.value('y', x.length);
    emit.run(
      'forward',
      { op: 'rms-normalization', ...sizes },
      { reads: { x, gamma }, writes: { y } },
    );
    return {
      outputs: [y],
      backward: ({ gradients: [dy], wanted: [wanted = false] }) => {
        if (dy === undefined || !wanted) return [];
        const dx = emit.value('dx', x.length);
        emit.run(
          'backwardData',
          { op: 'rms-normalization-gradient', ...sizes },
          {
            reads: { x, dy, gamma },
            writes: { dx, dgamma: emit.value('unused dgamma', columns) },
          },
        );
        return [dx];
      },
    };
  },
});
