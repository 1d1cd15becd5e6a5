// Fully connected layer over the last axis: rows × in by in × out. MACs = rows·in·out, of sparse weights rows times what
// is stored.
import * as v from 'valibot';
import { elementCount } from '../graph.ts';
import { type CostCall, defineOperator, sizeAttribute } from '../operator.ts';
import { dimension, inputShape, lastDimension, totalElements } from '../shapes.ts';
import {
  epilogueFlops,
  epilogueOf,
  fusedActivation,
  refuseFusedBackward,
} from '../variants/epilogue.ts';
import { storedProductWork } from '../variants/stored-product.ts';
import {
  checkStorage,
  DENSITY_RULE,
  densityFits,
  GROUP_SIZE_RULE,
  groupSizeFits,
  isQuantized,
  isSparse,
  storageEntries,
  storedMatrix,
} from '../variants/weight-storage.ts';
import { work } from '../work.ts';

export const linearAttributes = v.pipe(
  v.strictObject({
    outFeatures: sizeAttribute,
    bias: v.optional(v.boolean(), true),
    ...storageEntries,
    activation: fusedActivation,
  }),
  v.forward(v.partialCheck([['weights'], ['density']], densityFits, DENSITY_RULE), ['density']),
  v.forward(v.partialCheck([['weights'], ['groupSize']], groupSizeFits, GROUP_SIZE_RULE), [
    'groupSize',
  ]),
);
type LinearAttributes = v.InferOutput<typeof linearAttributes>;

function sizes(call: CostCall<LinearAttributes>) {
  const shape = inputShape(call.inputs);
  const inFeatures = lastDimension(shape).size;
  const outputElements = totalElements(call.outputs);
  const bytes = call.elementBytes;
  return {
    inFeatures,
    outFeatures: call.attributes.outFeatures,
    rows: elementCount(shape) / inFeatures,
    outputElements,
    input: elementCount(shape) * bytes,
    output: outputElements * bytes,
    weights: totalElements(call.parameters) * bytes,
  };
}

export const operator = defineOperator({
  name: 'linear',
  label: 'fully connected',
  attributes: linearAttributes,
  parameters: ({ attributes: a, inputs }) => {
    const out = dimension('features', a.outFeatures);
    const input = dimension('input features', lastDimension(inputShape(inputs)).size);
    const weight = { name: 'weight', shape: [out, input] };
    return a.bias ? [weight, { name: 'bias', shape: [out] }] : [weight];
  },
  inferShapes: ({ attributes: a, inputs }) => {
    const shape = inputShape(inputs);
    checkStorage(a, { outFeatures: a.outFeatures, inFeatures: lastDimension(shape).size });
    return [[...shape.slice(0, -1), dimension('features', a.outFeatures)]];
  },
  storage: ({ attributes: a, inputs }) => {
    const inFeatures = lastDimension(inputShape(inputs)).size;
    return [storedMatrix(a, { outFeatures: a.outFeatures, inFeatures })];
  },
  forward: (call) => {
    const s = sizes(call);
    const { precision, attributes: a } = call;
    const epilogue = epilogueFlops(call);
    // Trained weights are dense; they are made sparse or quantized afterwards.
    if (!call.training && (isSparse(a) || isQuantized(a))) {
      // Sparse products read and write one token a column, the graph one a row: the same for a single token.
      const isTransposed = isSparse(a) && s.rows > 1;
      return storedProductWork({
        storage: a,
        rows: s.rows,
        inFeatures: s.inFeatures,
        outFeatures: s.outFeatures,
        inputElements: s.rows * s.inFeatures,
        copiesInput: isTransposed,
        copiesOutput: isTransposed,
        biasElements: a.bias ? s.outFeatures : 0,
        epilogue,
        precision,
        elementBytes: call.elementBytes,
      });
    }
    return work({
      products: [
        {
          problem: {
            op: 'matmul',
            m: s.rows,
            n: s.outFeatures,
            k: s.inFeatures,
            precision,
            ...epilogueOf(a),
          },
          repeats: 1,
        },
      ],
      ...epilogue,
      bytesRead: s.input + s.weights,
      bytesWritten: s.output,
      launches: 1,
    });
  },
  // dX (rows × in) = dY (rows × out) · W (out × in).
  backwardData: (call) => {
    refuseFusedBackward(call.attributes);
    const s = sizes(call);
    const { precision } = call;
    return work({
      products: [
        {
          problem: { op: 'matmul', m: s.rows, n: s.inFeatures, k: s.outFeatures, precision },
          repeats: 1,
        },
      ],
      bytesRead: s.output + s.weights,
      bytesWritten: s.input,
      launches: 1,
    });
  },
  // dW (out × in) = dYᵀ (out × rows) · X (rows × in); the bias sums dY over the rows.
  backwardWeights: (call) => {
    refuseFusedBackward(call.attributes);
    const s = sizes(call);
    const { precision } = call;
    const { bias } = call.attributes;
    return work({
      products: [
        {
          problem: { op: 'matmul', m: s.outFeatures, n: s.inFeatures, k: s.rows, precision },
          repeats: 1,
        },
      ],
      otherFlops: bias ? s.outputElements : 0,
      bytesRead: s.input + s.output + (bias ? s.output : 0),
      bytesWritten: s.weights,
      launches: bias ? 2 : 1,
    });
  },
  keeps: () => ({ inputs: [0] }),
});
