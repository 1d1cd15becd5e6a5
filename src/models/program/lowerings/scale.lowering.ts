// y = x · factor, with the factor as a state that never changes: all layers of the same factor share it.
import { scaleAttributes } from '../../operators/scale.operator.ts';
import { defineLowering } from '../lowering.ts';
import type { Value } from '../program.ts';

export const lowering = defineLowering({
  operator: 'scale',
  attributes: scaleAttributes,
  unsupported: ({ attributes: { factor }, precision }) => {
    if (factor === undefined)
      return 'A scale by a number that the graph does not tell cannot be run.';
    // States are stored in f32, the kernel's operands in the precision of the program.
    return precision === 'f32' ? undefined : 'A scale by a constant can be run only in f32.';
  },
  lower: ({ attributes: { factor = 1 }, inputs, precision, emit }) => {
    const [input] = inputs;
    if (!input) throw new Error('A scale has an input.');
    const operand = emit.state(`factor ${factor}`, 1, factor);
    const scale = (pass: 'forward' | 'backwardData', name: string, x: Value) => {
      const y = emit.value(name, x.length);
      emit.run(
        pass,
        { op: 'elementwise', kind: 'scale', rows: x.length, columns: 1, precision },
        { reads: { x, operand }, writes: { y } },
      );
      return y;
    };
    return {
      outputs: [scale('forward', 'y', input.value)],
      backward: ({ gradients: [dy], wanted: [wanted = false] }) =>
        dy === undefined || !wanted ? [] : [scale('backwardData', 'dx', dy)],
    };
  },
});
