// y = x · weight + bias, one of each for every feature.
import { scaleShiftAttributes } from '../../operators/scale-shift.operator.ts';
import { defineLowering } from '../lowering.ts';
import type { Value } from '../program.ts';

export const lowering = defineLowering({
  operator: 'scale-shift',
  attributes: scaleShiftAttributes,
  lower: ({ inputs, parameters, precision, emit }) => {
    const [input] = inputs;
    const [weight, bias] = parameters;
    if (!input || !weight || !bias) throw new Error('A scale and shift has an input and both.');
    const x = input.value;
    const columns = weight.value.length;
    const rows = x.length / columns;
    const mapped = (
      pass: 'forward' | 'backwardData',
      kind: 'scale' | 'bias',
      source: Value,
      operand: Value,
    ) => {
      const y = emit.value(pass === 'forward' ? kind : 'dx', x.length);
      emit.run(
        pass,
        { op: 'elementwise', kind, rows, columns, precision },
        { reads: { x: source, operand }, writes: { y } },
      );
      return y;
    };
    const scaled = mapped('forward', 'scale', x, weight.value);
    return {
      outputs: [mapped('forward', 'bias', scaled, bias.value)],
      backward: ({ gradients: [dy], wanted: [wantsInput = false], parameterGradient }) => {
        if (dy === undefined) return [];
        const sums = { op: 'sum', outer: rows, columns, inner: 1, precision } as const;
        parameterGradient(0, (y) => {
          emit.run(
            'backwardWeights',
            { ...sums, product: true },
            { reads: { x: dy, other: x }, writes: { y } },
          );
        });
        parameterGradient(1, (y) => {
          emit.run('backwardWeights', sums, { reads: { x: dy }, writes: { y } });
        });
        return wantsInput ? [mapped('backwardData', 'scale', dy, weight.value)] : [];
      },
    };
  },
});
