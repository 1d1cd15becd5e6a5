// Brings the results of each token's experts together, weighted by the router's probabilities.
import * as v from 'valibot';
import { shapeLabel } from '../graph.ts';
import { defineOperator, refuse, sizeAttribute } from '../operator.ts';
import { inputShape, totalElements } from '../shapes.ts';
import { streaming } from '../streaming.ts';

export const operator = defineOperator({
  name: 'expert-sum',
  label: 'weighted sum of experts',
  attributes: v.strictObject({ perToken: sizeAttribute }),
  inferShapes: ({ attributes: { perToken }, inputs }) => {
    const [results, weights] = [inputShape(inputs, 0), inputShape(inputs, 1)];
    const [batch, slots, features] = results;
    const tokens = weights[1];
    if (!batch || !slots || !features || !tokens || slots.size !== tokens.size * perToken) {
      return refuse(
        `it needs ${perToken} results for each token; ${shapeLabel(results)} and ${shapeLabel(weights)} do not fit.`,
      );
    }
    return [[batch, tokens, features]];
  },
  // One multiply and one add for each result.
  forward: (call) =>
    streaming({
      reads: call.inputs,
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops: 2 * totalElements(call.inputs.slice(0, 1)),
    }),
  // dResult = weight · dOut; dWeight = result · dOut, summed over the features.
  backwardData: (call) =>
    streaming({
      reads: [...call.inputs, ...call.outputs],
      writes: call.inputs,
      elementBytes: call.elementBytes,
      flops: 3 * totalElements(call.inputs.slice(0, 1)),
      launches: 2,
    }),
  keeps: () => ({ inputs: [0, 1] }),
});
