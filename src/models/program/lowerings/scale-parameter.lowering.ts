// y = x · p, one p for each place along one axis.
import { scaleParameterAttributes } from '../../operators/scale-parameter.operator.ts';
import { axisIndex } from '../../shapes.ts';
import { defineLowering } from '../lowering.ts';
import type { Value } from '../program.ts';
import { product, sizesOf } from '../strides.ts';

export const lowering = defineLowering({
  operator: 'scale-parameter',
  attributes: scaleParameterAttributes,
  unsupported: ({ attributes: { exponential } }) =>
    exponential ? 'Learned scales that are stored as logarithms cannot be run yet.' : undefined,
  lower: ({ attributes, inputs, parameters, precision, emit }) => {
    const [input] = inputs;
    const [parameter] = parameters;
    if (!input || !parameter) throw new Error('A learned scale has an input and a parameter.');
    const x = input.value;
    const factors = parameter.value;
    const axis = axisIndex(input.shape, attributes.axis);
    const inner = product(sizesOf(input.shape).slice(axis + 1));
    const columns = factors.length;
    const outer = x.length / (columns * inner);
    const scale = (pass: 'forward' | 'backwardData', name: string, source: Value) => {
      const y = emit.value(name, source.length);
      emit.run(
        pass,
        { op: 'elementwise', kind: 'scale', rows: outer, columns, inner, precision },
        { reads: { x: source, operand: factors }, writes: { y } },
      );
      return y;
    };
    return {
      outputs: [scale('forward', 'y', x)],
      backward: ({ gradients: [dy], wanted: [wantsInput = false], parameterGradient }) => {
        if (dy === undefined) return [];
        parameterGradient(0, (target) => {
          emit.run(
            'backwardWeights',
            { op: 'sum', outer, columns, inner, product: true, precision },
            { reads: { x: dy, other: x }, writes: { y: target } },
          );
        });
        return wantsInput ? [scale('backwardData', 'dx', dy)] : [];
      },
    };
  },
});
