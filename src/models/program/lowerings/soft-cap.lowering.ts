// cap · tanh(x / cap), by three maps; the factors of the ends cancel in the gradient.
import { softCapAttributes } from '../../operators/soft-cap.operator.ts';
import { defineLowering } from '../lowering.ts';
import type { Value } from '../program.ts';

export const lowering = defineLowering({
  operator: 'soft-cap',
  attributes: softCapAttributes,
  unsupported: ({ precision }) =>
    // States are stored in f32, the kernel's operands in the precision of the program.
    precision === 'f32' ? undefined : 'Soft caps can be run in f32 only.',
  lower: ({ attributes: { cap }, inputs, precision, emit }) => {
    const [input] = inputs;
    if (!input) throw new Error('A soft cap has an input.');
    const { length } = input.value;
    const scaled = (name: string, x: Value, factor: number) => {
      const y = emit.value(name, length);
      const operand = emit.state(`factor ${factor}`, 1, factor);
      emit.run(
        'forward',
        { op: 'elementwise', kind: 'scale', rows: length, columns: 1, precision },
        { reads: { x, operand }, writes: { y } },
      );
      return y;
    };
    const small = scaled('x / cap', input.value, 1 / cap);
    const kept = emit.value('tanh', length);
    emit.run(
      'forward',
      { op: 'elementwise', kind: 'tanh', rows: 1, columns: length, precision },
      { reads: { x: small }, writes: { y: kept } },
    );
    return {
      outputs: [scaled('y', kept, cap)],
      backward: ({ gradients: [dy], wanted: [wanted = false] }) => {
        if (dy === undefined || !wanted) return [];
        const dx = emit.value('dx', length);
        emit.run(
          'backwardData',
          { op: 'elementwise-gradient', kind: 'tanh', elements: length, precision },
          { reads: { kept, dy }, writes: { dx } },
        );
        return [dx];
      },
    };
  },
});
