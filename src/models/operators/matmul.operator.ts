// Product of two activations, batched over the leading axes: the score and value products of attention.
// A is … × m × k; B is … × k × n, or … × n × k with transposeB. Leading axes of size 1, or missing ones, are
// repeated.
import * as v from 'valibot';
import { elementCount, shapeLabel, type TensorShape } from '../graph.ts';
import { broadcastShapes } from '../named-shape.ts';
import { type CostCall, defineOperator, refuse, type ShapeCall } from '../operator.ts';
import { dimension, inputShape, totalElements } from '../shapes.ts';
import { work } from '../work.ts';

export const matmulAttributes = v.strictObject({
  transposeB: v.optional(v.boolean(), false),
  /** B has fewer heads (second axis) than A: each serves as many neighbouring heads of A (grouped queries). */
  sharedB: v.optional(v.boolean(), false),
});
type MatmulAttributes = v.InferOutput<typeof matmulAttributes>;

function geometry({ attributes: a, inputs }: ShapeCall<MatmulAttributes>) {
  const [left, right] = [inputShape(inputs, 0), inputShape(inputs, 1)];
  const [rows, depth] = [left.at(-2), left.at(-1)];
  const [first, second] = [right.at(-2), right.at(-1)];
  if (!rows || !depth || !first || !second) {
    return refuse('both inputs need at least two axes.');
  }
  const columns = a.transposeB ? first : second;
  const rightDepth = a.transposeB ? second : first;
  const [leftLeading, rightLeading] = [left.slice(0, -2), right.slice(0, -2)];
  const leading =
    a.sharedB && sharesHeads(leftLeading, rightLeading)
      ? leftLeading
      : broadcastShapes([leftLeading, rightLeading]);
  if (!leading || depth.size !== rightDepth.size) {
    return refuse(
      `${shapeLabel(left)} cannot be multiplied by ${shapeLabel(right)}${a.transposeB ? ' transposed' : ''}.`,
    );
  }
  return { leading, rows, columns, depth, repeats: elementCount(leading) };
}

/** batch × heads over batch × fewer heads. */
function sharesHeads(leading: TensorShape, rightLeading: TensorShape): boolean {
  const [batch, heads, ...more] = leading;
  const [rightBatch, rightHeads, ...rightMore] = rightLeading;
  if (!batch || !heads || !rightBatch || !rightHeads) return false;
  if (more.length > 0 || rightMore.length > 0) return false;
  return batch.size === rightBatch.size && heads.size % rightHeads.size === 0;
}

function bytesOf(call: CostCall<MatmulAttributes>) {
  return {
    inputs: totalElements(call.inputs) * call.elementBytes,
    output: totalElements(call.outputs) * call.elementBytes,
  };
}

export const operator = defineOperator({
  name: 'matmul',
  label: 'matrix product of activations',
  attributes: matmulAttributes,
  inferShapes: (call) => {
    const { leading, rows, columns } = geometry(call);
    return [[...leading, rows, dimension(columns.name, columns.size)]];
  },
  forward: (call) => {
    const { rows, columns, depth, repeats } = geometry(call);
    const { precision } = call;
    return work({
      products: [
        {
          problem: { op: 'matmul', m: rows.size, n: columns.size, k: depth.size, precision },
          repeats,
        },
      ],
      bytesRead: bytesOf(call).inputs,
      bytesWritten: bytesOf(call).output,
      launches: 1,
    });
  },
  // dA = dC · Bᵀ and dB = Aᵀ · dC.
  backwardData: (call) => {
    const { rows, columns, depth, repeats } = geometry(call);
    const [m, n, k] = [rows.size, columns.size, depth.size];
    const { precision } = call;
    const { inputs, output } = bytesOf(call);
    return work({
      products: [
        { problem: { op: 'matmul', m, n: k, k: n, precision }, repeats },
        { problem: { op: 'matmul', m: k, n, k: m, precision }, repeats },
      ],
      bytesRead: inputs + 2 * output,
      bytesWritten: inputs,
      launches: 2,
    });
  },
  keeps: () => ({ inputs: [0, 1] }),
});
