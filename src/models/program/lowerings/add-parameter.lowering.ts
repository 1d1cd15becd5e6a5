// y = x + p, the same p for every example; the gradient of x is that of y.
import { addParameterAttributes } from '../../operators/add-parameter.operator.ts';
import { defineLowering } from '../lowering.ts';

export const lowering = defineLowering({
  operator: 'add-parameter',
  attributes: addParameterAttributes,
  lower: ({ inputs, parameters, precision, emit }) => {
    const [input] = inputs;
    const [parameter] = parameters;
    if (!input || !parameter) throw new Error('A learned offset has an input and a parameter.');
    const x = input.value;
    const columns = parameter.value.length;
    const rows = x.length / columns;
    const y = emit.value('y', x.length);
    emit.run(
      'forward',
      { op: 'elementwise', kind: 'bias', rows, columns, precision },
      { reads: { x, operand: parameter.value }, writes: { y } },
    );
    return {
      outputs: [y],
      backward: ({ gradients: [dy], parameterGradient }) => {
        if (dy === undefined) return [];
        parameterGradient(0, (target) => {
          emit.run(
            'backwardWeights',
            { op: 'sum', outer: rows, columns, inner: 1, precision },
            { reads: { x: dy }, writes: { y: target } },
          );
        });
        return [dy];
      },
    };
  },
});
