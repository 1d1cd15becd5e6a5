// cap · tanh(x / (cap · √headSize)), by three maps; of the factors of the ends only the root is left in the gradient.
import { softCapAttributes } from '../../operators/soft-cap.operator.ts';
import { defineLowering } from '../lowering.ts';
import { scaleBy } from '../scale-by.ts';

export const lowering = defineLowering({
  operator: 'soft-cap',
  attributes: softCapAttributes,
  unsupported: ({ precision }) =>
    // States are stored in f32, the kernel's operands in the precision of the program.
    precision === 'f32' ? undefined : 'Soft caps can be run in f32 only.',
  lower: (call) => {
    const { attributes, inputs, precision, emit } = call;
    const { cap, headSize = 1 } = attributes;
    const root = Math.sqrt(headSize);
    const [input] = inputs;
    if (!input) throw new Error('A soft cap has an input.');
    const { length } = input.value;
    const small = scaleBy(call, 'forward', input.value, 1 / (cap * root));
    const kept = emit.value('tanh', length);
    emit.run(
      'forward',
      { op: 'elementwise', kind: 'tanh', rows: 1, columns: length, precision },
      { reads: { x: small }, writes: { y: kept } },
    );
    return {
      outputs: [scaleBy(call, 'forward', kept, cap)],
      backward: ({ gradients: [dy], wanted: [wanted = false] }) => {
        if (dy === undefined || !wanted) return [];
        const dx = emit.value('dx', length);
        emit.run(
          'backwardData',
          { op: 'elementwise-gradient', kind: 'tanh', elements: length, precision },
          { reads: { kept, dy }, writes: { dx } },
        );
        return [root === 1 ? dx : scaleBy(call, 'backwardData', dx, 1 / root)];
      },
    };
  },
});
