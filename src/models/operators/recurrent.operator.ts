// A recurrent layer over steps × batch × features, in one or both directions. Every step multiplies the input
// and the state by a matrix for each gate: MACs = directions·steps·batch·gates·hidden·(features + hidden).
import * as v from 'valibot';
import { shapeLabel } from '../graph.ts';
import { namedShape } from '../named-shape.ts';
import {
  type CostCall,
  defineOperator,
  refuse,
  type ShapeCall,
  sizeAttribute,
} from '../operator.ts';
import { dimension, inputShape, totalElements } from '../shapes.ts';
import { type MatrixProduct, type PassWork, work } from '../work.ts';

/** Per hidden unit and step, beside the products and the sums of a gate. */
const CELLS = {
  // Three sigmoids of 4, two tanh, f·c + i·g and o·tanh(c).
  lstm: { gates: 4, flops: 18, special: 8 },
  // Two sigmoids of 4, one tanh, r·h, (1 − z)·n + z·h.
  gru: { gates: 3, flops: 14, special: 5 },
  rnn: { gates: 1, flops: 1, special: 1 },
} as const;

const attributes = v.strictObject({
  cell: v.picklist(['lstm', 'gru', 'rnn']),
  hidden: sizeAttribute,
  directions: v.optional(v.picklist([1, 2]), 1),
  bias: v.optional(v.boolean(), true),
  /** Three vectors per direction by which an LSTM's gates see the cell state. */
  peepholes: v.optional(v.boolean(), false),
  /** The weights are inputs after the first, computed by other layers: no parameters. */
  computedWeights: v.optional(v.boolean(), false),
});
type RecurrentAttributes = v.InferOutput<typeof attributes>;

function geometry({ attributes: a, inputs }: ShapeCall<RecurrentAttributes>) {
  const shape = inputShape(inputs);
  const [steps, batch, features, ...more] = shape;
  if (!steps || !batch || !features || more.length > 0) {
    return refuse(`it needs steps × batch × features and got ${shapeLabel(shape)}.`);
  }
  return { steps, batch, features, cell: CELLS[a.cell], rows: CELLS[a.cell].gates * a.hidden };
}

function products(call: CostCall<RecurrentAttributes>): readonly MatrixProduct[] {
  const { attributes: a, precision } = call;
  const { steps, batch, features, rows } = geometry(call);
  return [
    // The inputs of all steps at once; the state step by step.
    {
      problem: { op: 'matmul', m: steps.size * batch.size, n: rows, k: features.size, precision },
      repeats: a.directions,
    },
    {
      problem: { op: 'matmul', m: batch.size, n: rows, k: a.hidden, precision },
      repeats: a.directions * steps.size,
    },
  ];
}

function pass(call: CostCall<RecurrentAttributes>): PassWork {
  const { attributes: a } = call;
  const { steps, batch, cell } = geometry(call);
  const units = a.directions * steps.size * batch.size * a.hidden;
  const sums = cell.gates * (a.bias ? 3 : 1) + (a.peepholes ? 6 : 0);
  return work({
    products: products(call),
    otherFlops: units * (cell.flops + sums),
    specialFunctions: units * cell.special,
    bytesRead: totalElements([...call.inputs, ...call.parameters]) * call.elementBytes,
    bytesWritten: totalElements(call.outputs) * call.elementBytes,
    launches: 1 + steps.size,
  });
}

export const operator = defineOperator({
  name: 'recurrent',
  label: 'recurrent layer',
  arithmetic: 'elementwise',
  attributes,
  parameters: (call) => {
    const { attributes: a } = call;
    if (a.computedWeights) return [];
    const { features, rows } = geometry(call);
    const of = (name: string, sizes: readonly number[]) => ({ name, shape: namedShape(sizes) });
    return [
      of('weight', [a.directions, rows, features.size]),
      of('recurrence', [a.directions, rows, a.hidden]),
      ...(a.bias ? [of('bias', [a.directions, 2 * rows])] : []),
      ...(a.peepholes ? [of('peepholes', [a.directions, 3 * a.hidden])] : []),
    ];
  },
  /** All states, the last state and, of an LSTM, the last cell state. */
  inferShapes: (call) => {
    const { attributes: a } = call;
    const { steps, batch } = geometry(call);
    const directions = dimension('directions', a.directions);
    const hidden = dimension('features', a.hidden);
    const last = [directions, batch, hidden];
    return [[steps, directions, batch, hidden], last, ...(a.cell === 'lstm' ? [last] : [])];
  },
  forward: pass,
  backwardData: pass,
  backwardWeights: (call) =>
    work({
      products: products(call),
      bytesRead: totalElements([...call.inputs, ...call.outputs]) * call.elementBytes,
      bytesWritten: totalElements(call.parameters) * call.elementBytes,
      launches: 2,
    }),
  // The gates of every step are needed again.
  keeps: (call) => {
    const { steps, batch, rows } = geometry(call);
    const units = call.attributes.directions * steps.size * batch.size * rows;
    return { inputs: [0], outputs: [0], extraBytes: units * call.elementBytes };
  },
});
