// Lays out the bias of every pair of places in a window, heads × tokens × tokens, from a table with one row per
// distance. The table is learned, or handed in where a small network computes it.
import * as v from 'valibot';
import { shapeLabel } from '../graph.ts';
import { type CostCall, defineOperator, refuse, sizeAttribute } from '../operator.ts';
import { dimension, inputShape, sameSizes, totalElements } from '../shapes.ts';
import { streaming } from '../streaming.ts';
import type { PassWork } from '../work.ts';

/** Row of the table for a pair of places. */
const INDEX_BYTES = 4;

export const windowPositionBiasAttributes = v.strictObject({
  window: sizeAttribute,
  heads: sizeAttribute,
});
type BiasAttributes = v.InferOutput<typeof windowPositionBiasAttributes>;

function tableShape({ window, heads }: BiasAttributes) {
  return [dimension('distances', (2 * window - 1) ** 2), dimension('heads', heads)];
}

function indexBytes({ window }: BiasAttributes): number {
  return window ** 4 * INDEX_BYTES;
}

/** Clears the gradient of the table and adds every pair to its row. */
function sumIntoTable(call: CostCall<BiasAttributes>): PassWork {
  return streaming({
    reads: call.outputs,
    writes: [tableShape(call.attributes)],
    elementBytes: call.elementBytes,
    extraRead: indexBytes(call.attributes),
    flops: totalElements(call.outputs),
  });
}

export const operator = defineOperator({
  name: 'window-position-bias',
  label: 'relative position bias of a window',
  attributes: windowPositionBiasAttributes,
  parameters: ({ attributes: a, inputs }) =>
    inputs.length > 0 ? [] : [{ name: '', shape: tableShape(a) }],
  inferShapes: ({ attributes: a, inputs }) => {
    const table = tableShape(a);
    if (inputs.length > 0 && !sameSizes(inputShape(inputs), table)) {
      refuse(`its table is ${shapeLabel(inputShape(inputs))}, not ${shapeLabel(table)}.`);
    }
    const tokens = dimension('tokens', a.window ** 2);
    return [[dimension('heads', a.heads), tokens, tokens]];
  },
  forward: (call) =>
    streaming({
      reads: [tableShape(call.attributes)],
      writes: call.outputs,
      elementBytes: call.elementBytes,
      extraRead: indexBytes(call.attributes),
    }),
  backwardData: sumIntoTable,
  backwardWeights: sumIntoTable,
});
