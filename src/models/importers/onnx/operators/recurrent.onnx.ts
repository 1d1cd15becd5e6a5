// LSTM, GRU and simple recurrent layers. Inputs: x, input weights, recurrent weights, bias, lengths, states.
import { brokenFile } from '../../broken-file.ts';
import type { Convert, OperatorTable } from '../graph/node-call.ts';
import { type PlannedTensor, sizesOf, tensorValue } from '../graph/value.ts';

function recurrent(cell: 'lstm' | 'gru' | 'rnn', gates: number): Convert {
  return (call) => {
    const [directions = 0, rows = 0, features = 0] = call.sizes(1);
    const hidden = call.integer('hidden_size', rows / gates);
    const sizes = call.sizes(0);
    const fits = sizes.length === 3 && sizes[2] === features && hidden * gates === rows;
    if (!fits || (directions !== 1 && directions !== 2)) {
      brokenFile(`its weight ${call.sizes(1).join(' × ')} does not fit ${sizes.join(' × ')}.`);
    }
    const batchFirst = call.flag('layout');
    const swap = (tensor: PlannedTensor, order: readonly number[], part: string) =>
      call.layer('permute', { inputs: [tensor], attributes: { order }, part });
    const input = call.tensor(0);
    const given = [1, 2, 3, 7].filter((index) => call.has(index));
    const bias = call.has(3);
    const peepholes = cell === 'lstm' && call.has(7);
    // Exporters that reorder the gates compute the weights from stored ones.
    const computedWeights = given.some((index) => !call.isStored(index));
    const computed = computedWeights ? given.map((index) => call.tensor(index)) : [];
    const outputs = call.layers('recurrent', {
      inputs: [batchFirst ? swap(input, [1, 0, 2], 'input') : input, ...computed],
      attributes: { cell, hidden, directions, bias, peepholes, computedWeights },
      parameters: computedWeights
        ? {}
        : {
            weight: 1,
            recurrence: 2,
            ...(bias ? { bias: 3 } : {}),
            ...(peepholes ? { peepholes: 7 } : {}),
          },
    });
    const { type } = call.value(0);
    return outputs.map((tensor) => {
      if (!batchFirst) return tensorValue(tensor, type);
      const order = sizesOf(tensor).length === 4 ? [2, 0, 1, 3] : [1, 0, 2];
      return tensorValue(swap(tensor, order, 'output'), type);
    });
  };
}

export const operators: OperatorTable = {
  LSTM: recurrent('lstm', 4),
  GRU: recurrent('gru', 3),
  RNN: recurrent('rnn', 1),
};
