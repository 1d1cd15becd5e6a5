// The values of an example are drawn together.
import { stochasticDepthAttributes } from '../../operators/stochastic-depth.operator.ts';
import { inputShape } from '../../shapes.ts';
import { lowerDropout } from '../dropout-lowering.ts';
import { defineLowering } from '../lowering.ts';

export const lowering = defineLowering({
  operator: 'stochastic-depth',
  attributes: stochasticDepthAttributes,
  lower: (call) => {
    const { rate, examples } = call.attributes;
    const [input] = call.inputs;
    if (!input) throw new Error('Stochastic depth has an input.');
    const count = examples ?? inputShape([input.shape])[0]?.size ?? 1;
    return lowerDropout(call, rate, input.value.length / count);
  },
});
