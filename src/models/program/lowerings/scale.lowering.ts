// y = x · factor, with the factor as a state that never changes.
import { scaleAttributes } from '../../operators/scale.operator.ts';
import { defineLowering } from '../lowering.ts';
import { scaleBy } from '../scale-by.ts';

export const lowering = defineLowering({
  operator: 'scale',
  attributes: scaleAttributes,
  unsupported: ({ attributes: { factor }, precision }) => {
    if (factor === undefined)
      return 'A scale by a number that the graph does not tell cannot be run.';
    // States are stored in f32, the kernel's operands in the precision of the program.
    return precision === 'f32' ? undefined : 'A scale by a constant can be run only in f32.';
  },
  lower: (call) => {
    const { factor = 1 } = call.attributes;
    const [input] = call.inputs;
    if (!input) throw new Error('A scale has an input.');
    return {
      outputs: [scaleBy(call, 'forward', input.value, factor)],
      backward: ({ gradients: [dy], wanted: [wanted = false] }) =>
        dy === undefined || !wanted ? [] : [scaleBy(call, 'backwardData', dy, factor)],
    };
  },
});
