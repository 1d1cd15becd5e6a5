// Scores of additive attention (Bahdanau): for every pair of a query and a key, v · tanh(query + key). Queries and
// keys are steps × batch × features; the scores are batch × queries × keys.
import * as v from 'valibot';
import { shapeLabel } from '../graph.ts';
import { type CostCall, defineOperator, refuse, type ShapeCall } from '../operator.ts';
import { dimension, inputShape, totalElements } from '../shapes.ts';
import { work } from '../work.ts';

type Call = ShapeCall<Record<string, never>>;

function geometry({ inputs }: Call) {
  const [queryShape, keyShape] = [inputShape(inputs, 0), inputShape(inputs, 1)];
  const [queries, batch, features] = queryShape;
  const [keys, keyBatch, keyFeatures] = keyShape;
  if (!queries || !batch || !features || !keys || !keyBatch || !keyFeatures) {
    return refuse('both inputs need steps × batch × features.');
  }
  if (batch.size !== keyBatch.size || features.size !== keyFeatures.size) {
    return refuse(`${shapeLabel(queryShape)} and ${shapeLabel(keyShape)} do not fit.`);
  }
  return { queries, batch, keys, features, pairs: batch.size * queries.size * keys.size };
}

/** The sums and tanhs are read from the inputs and never stored. */
function traffic(call: CostCall<Record<string, never>>) {
  return {
    inputs: totalElements([...call.inputs, ...call.parameters]) * call.elementBytes,
    outputs: totalElements(call.outputs) * call.elementBytes,
  };
}

export const operator = defineOperator({
  name: 'additive-scores',
  label: 'scores of additive attention',
  arithmetic: 'activation',
  attributes: v.strictObject({}),
  parameters: (call) => [{ name: 'weight', shape: [geometry(call).features] }],
  inferShapes: (call) => {
    const { batch, queries, keys } = geometry(call);
    return [[batch, queries, dimension('keys', keys.size)]];
  },
  forward: (call) => {
    const { pairs, features } = geometry(call);
    const { precision } = call;
    const { inputs, outputs } = traffic(call);
    return work({
      products: [
        { problem: { op: 'matmul', m: pairs, n: 1, k: features.size, precision }, repeats: 1 },
      ],
      // One sum and one tanh for each pair and feature.
      otherFlops: 2 * pairs * features.size,
      specialFunctions: pairs * features.size,
      bytesRead: inputs,
      bytesWritten: outputs,
      launches: 1,
    });
  },
  // The tanh again; dy·v·(1 − tanh²), summed over the keys and over the queries.
  backwardData: (call) => {
    const { pairs, features } = geometry(call);
    const { inputs, outputs } = traffic(call);
    return work({
      otherFlops: 7 * pairs * features.size,
      specialFunctions: pairs * features.size,
      bytesRead: inputs + outputs,
      bytesWritten: totalElements(call.inputs) * call.elementBytes,
      launches: 1,
    });
  },
  backwardWeights: (call) => {
    const { pairs, features } = geometry(call);
    const { precision } = call;
    const { inputs, outputs } = traffic(call);
    return work({
      products: [
        { problem: { op: 'matmul', m: features.size, n: 1, k: pairs, precision }, repeats: 1 },
      ],
      bytesRead: inputs + outputs,
      bytesWritten: totalElements(call.parameters) * call.elementBytes,
      launches: 1,
    });
  },
  keeps: () => ({ inputs: [0, 1] }),
});
