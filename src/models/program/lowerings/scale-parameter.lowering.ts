// y = x · factor, one factor for each place along one axis: the parameter, or what it is the logarithm of.
import { scaleParameterAttributes } from '../../operators/scale-parameter.operator.ts';
import { axisIndex } from '../../shapes.ts';
import { cappedExponential } from '../capped-exponential.ts';
import { defineLowering } from '../lowering.ts';
import type { Value } from '../program.ts';
import { product, sizesOf } from '../strides.ts';

export const lowering = defineLowering({
  operator: 'scale-parameter',
  attributes: scaleParameterAttributes,
  unsupported: ({ attributes: { exponential }, precision }) =>
    // Their cap is a state, and states are f32.
    exponential && precision !== 'f32'
      ? 'Learned scales that are stored as logarithms can be run in f32 only.'
      : undefined,
  lower: (call) => {
    const { attributes, inputs, parameters, precision, emit } = call;
    const [input] = inputs;
    const [parameter] = parameters;
    if (!input || !parameter) throw new Error('A learned scale has an input and a parameter.');
    const x = input.value;
    const columns = parameter.value.length;
    const axis = axisIndex(input.shape, attributes.axis);
    const inner = product(sizesOf(input.shape).slice(axis + 1));
    const outer = x.length / (columns * inner);
    const raised = attributes.exponential ? cappedExponential(call, parameter.value) : undefined;
    const factors = raised?.factors ?? parameter.value;
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
          const y = raised === undefined ? target : emit.value('dfactors', columns);
          emit.run(
            'backwardWeights',
            { op: 'sum', outer, columns, inner, product: true, precision },
            { reads: { x: dy, other: x }, writes: { y } },
          );
          raised?.backward(y, target);
        });
        return wantsInput ? [scale('backwardData', 'dx', dy)] : [];
      },
    };
  },
});
