// y = f(x); backward starts from y where that is enough, else from x, as the operator says.
import { activationAttributes, keepsResult } from '../../operators/activation.operator.ts';
import { defineLowering } from '../lowering.ts';

export const lowering = defineLowering({
  operator: 'activation',
  attributes: activationAttributes,
  lower: ({ attributes: { kind }, inputs, precision, emit }) => {
    const [input] = inputs;
    if (!input) throw new Error('An activation has an input.');
    const x = input.value;
    const elements = x.length;
    const y = emit.value('y', elements);
    emit.run(
      'forward',
      { op: 'elementwise', kind, rows: 1, columns: elements, precision },
      { reads: { x }, writes: { y } },
    );
    return {
      outputs: [y],
      backward: ({ gradients: [dy], wanted: [wanted = false] }) => {
        if (dy === undefined || !wanted) return [];
        const dx = emit.value('dx', elements);
        emit.run(
          'backwardData',
          { op: 'elementwise-gradient', kind, elements, precision },
          { reads: { kept: keepsResult(kind) ? y : x, dy }, writes: { dx } },
        );
        return [dx];
      },
    };
  },
});
