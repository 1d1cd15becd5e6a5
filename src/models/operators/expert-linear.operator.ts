// One fully connected layer for each expert; every token runs through `perToken` of them. MACs count what the
// tokens use, parameters all experts, traffic the experts that are reached: at most one for each slot.
import * as v from 'valibot';
import { elementCount, shapeLabel } from '../graph.ts';
import {
  type CostCall,
  defineOperator,
  refuse,
  type ShapeCall,
  sizeAttribute,
} from '../operator.ts';
import { dimension, inputShape, totalElements } from '../shapes.ts';
import { type MatrixProduct, work } from '../work.ts';

const attributes = v.strictObject({
  experts: sizeAttribute,
  perToken: sizeAttribute,
  outFeatures: sizeAttribute,
  bias: v.optional(v.boolean(), false),
  /** True where tokens come in and are handed to their experts; false where slots (token × expert) come in. */
  dispatch: v.boolean(),
});
type ExpertAttributes = v.InferOutput<typeof attributes>;

function layout({ attributes: a, inputs }: ShapeCall<ExpertAttributes>) {
  const shape = inputShape(inputs);
  const [batch, rows, features, ...more] = shape;
  if (!batch || !rows || !features || more.length > 0) {
    return refuse(`it needs batch × tokens × features and got ${shapeLabel(shape)}.`);
  }
  if (a.perToken > a.experts) {
    refuse(`a token cannot use ${a.perToken} of ${a.experts} experts. Give at most ${a.experts}.`);
  }
  const slots = dimension('slots', a.dispatch ? rows.size * a.perToken : rows.size);
  return { batch, slots, inFeatures: features.size };
}

function sizes(call: CostCall<ExpertAttributes>) {
  const { batch, slots, inFeatures } = layout(call);
  const { experts, outFeatures } = call.attributes;
  const rows = batch.size * slots.size;
  const reached = Math.min(experts, rows);
  const bytes = call.elementBytes;
  return {
    rows,
    reached,
    inFeatures,
    outFeatures,
    input: elementCount(inputShape(call.inputs)) * bytes,
    output: totalElements(call.outputs) * bytes,
    weights: totalElements(call.parameters) * bytes,
    reachedWeights: (totalElements(call.parameters) / experts) * reached * bytes,
  };
}

/** Rows spread as evenly as whole rows allow: some experts have one more than the others. */
function products(
  rows: number,
  reached: number,
  product: (rowsOfOne: number) => MatrixProduct['problem'],
): readonly MatrixProduct[] {
  const fewer = Math.floor(rows / reached);
  const withOneMore = rows - fewer * reached;
  const list = [{ problem: product(fewer), repeats: reached - withOneMore }];
  if (withOneMore > 0) list.push({ problem: product(fewer + 1), repeats: withOneMore });
  return list;
}

export const operator = defineOperator({
  name: 'expert-linear',
  label: 'fully connected experts',
  attributes,
  parameters: (call) => {
    const { experts, outFeatures, bias } = call.attributes;
    const [each, out] = [dimension('experts', experts), dimension('features', outFeatures)];
    const input = dimension('input features', layout(call).inFeatures);
    const weight = { name: 'weight', shape: [each, out, input] };
    return bias ? [weight, { name: 'bias', shape: [each, out] }] : [weight];
  },
  inferShapes: (call) => {
    const { batch, slots } = layout(call);
    return [[batch, slots, dimension('features', call.attributes.outFeatures)]];
  },
  activeShare: ({ attributes: a }) => a.perToken / a.experts,
  forward: (call) => {
    const s = sizes(call);
    const { precision } = call;
    const product = (m: number) =>
      ({ op: 'matmul', m, n: s.outFeatures, k: s.inFeatures, precision }) as const;
    return work({
      products: products(s.rows, s.reached, product),
      otherFlops: call.attributes.bias ? s.rows * s.outFeatures : 0,
      bytesRead: s.input + s.reachedWeights,
      bytesWritten: s.output,
      launches: 1,
    });
  },
  // As a fully connected layer; where tokens were handed out, their gradients are summed over the experts.
  backwardData: (call) => {
    const s = sizes(call);
    const { precision } = call;
    const { dispatch, perToken } = call.attributes;
    const product = (m: number) =>
      ({ op: 'matmul', m, n: s.inFeatures, k: s.outFeatures, precision }) as const;
    return work({
      products: products(s.rows, s.reached, product),
      otherFlops: dispatch ? s.rows * s.inFeatures * ((perToken - 1) / perToken) : 0,
      bytesRead: s.output + s.reachedWeights,
      bytesWritten: s.input,
      launches: 1,
    });
  },
  // Experts that no token reached have a gradient of zero, which has to be written.
  backwardWeights: (call) => {
    const s = sizes(call);
    const { precision } = call;
    const product = (k: number) =>
      ({ op: 'matmul', m: s.outFeatures, n: s.inFeatures, k, precision }) as const;
    return work({
      products: products(s.rows, s.reached, product),
      otherFlops: call.attributes.bias ? s.rows * s.outFeatures : 0,
      bytesRead: s.input + s.output,
      bytesWritten: s.weights,
      launches: 1,
    });
  },
  keeps: () => ({ inputs: [0] }),
});
