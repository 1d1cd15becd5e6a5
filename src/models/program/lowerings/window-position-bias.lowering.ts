// Each pair of places in a window looks up the biases of its distance along both axes, as torchvision numbers them.
import { windowPositionBiasAttributes } from '../../operators/window-position-bias.operator.ts';
import { lookUpBiases, sumBiases } from '../bias-look-up.ts';
import { defineLowering } from '../lowering.ts';

/** The row (2w − 1) · (difference of rows + w − 1) + difference of columns + w − 1, of the query's place less the key's. */
function rowsOf(window: number): Uint32Array<ArrayBuffer> {
  const tokens = window ** 2;
  const along = (query: number, key: number) => query - key + window - 1;
  return Uint32Array.from({ length: tokens ** 2 }, (_, pair) => {
    const query = Math.floor(pair / tokens);
    const key = pair % tokens;
    const down = along(Math.floor(query / window), Math.floor(key / window));
    return down * (2 * window - 1) + along(query % window, key % window);
  });
}

export const lowering = defineLowering({
  operator: 'window-position-bias',
  attributes: windowPositionBiasAttributes,
  lower: (call) => {
    const { attributes, inputs, parameters, emit } = call;
    const { window, heads } = attributes;
    const [input] = inputs;
    const [parameter] = parameters;
    const table = input ?? parameter;
    if (!table) throw new Error('Biases of a window have a table.');
    const rows = emit.indices(`distances in windows of ${window}`, window ** 4, () =>
      rowsOf(window),
    );
    const pairs = { rows, entries: (2 * window - 1) ** 2, heads };
    return {
      outputs: [lookUpBiases(call, pairs, table.value)],
      backward: ({ gradients: [dy], wanted: [wantsTable = false], ownGradient }) => {
        if (dy === undefined) return [];
        if (!input) {
          sumBiases(call, 'backwardWeights', pairs, dy, ownGradient(0));
          return [];
        }
        if (!wantsTable) return [];
        const target = emit.value('dtable', table.value.length);
        sumBiases(call, 'backwardData', pairs, dy, { target, accumulate: false });
        return [target];
      },
    };
  },
});
