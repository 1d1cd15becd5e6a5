// y = x · factor, one factor for each channel of each example.
import { scaleChannelsAttributes } from '../../operators/scale-channels.operator.ts';
import { defineLowering } from '../lowering.ts';
import type { Value } from '../program.ts';

export const lowering = defineLowering({
  operator: 'scale-channels',
  attributes: scaleChannelsAttributes,
  lower: ({ inputs, precision, emit }) => {
    const [image, factor] = inputs;
    if (!image || !factor) throw new Error('A scaling of channels has an image and its factors.');
    const x = image.value;
    const factors = factor.value;
    const planes = factors.length;
    const inner = x.length / planes;
    const scale = (pass: 'forward' | 'backwardData', name: string, source: Value) => {
      const y = emit.value(name, source.length);
      emit.run(
        pass,
        { op: 'elementwise', kind: 'scale', rows: 1, columns: planes, inner, precision },
        { reads: { x: source, operand: factors }, writes: { y } },
      );
      return y;
    };
    return {
      outputs: [scale('forward', 'y', x)],
      backward: ({ gradients: [dy], wanted: [wantsImage = false, wantsFactors = false] }) => {
        if (dy === undefined) return [];
        const dx = wantsImage ? scale('backwardData', 'dx', dy) : undefined;
        if (!wantsFactors) return [dx];
        const dfactors = emit.value('dfactors', planes);
        emit.run(
          'backwardData',
          { op: 'sum', outer: 1, columns: planes, inner, product: true, precision },
          { reads: { x: dy, other: x }, writes: { y: dfactors } },
        );
        return [dx, dfactors];
      },
    };
  },
});
