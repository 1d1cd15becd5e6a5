// y = table[ids]; the table's gradient sums the rows of dy by their ids, into what may stand there already: a
// table that is tied to the output layer.
import { elementCount } from '../../graph.ts';
import { embeddingAttributes } from '../../operators/embedding.operator.ts';
import { inputShape } from '../../shapes.ts';
import { defineLowering } from '../lowering.ts';

export const lowering = defineLowering({
  operator: 'embedding',
  attributes: embeddingAttributes,
  lower: ({ attributes: { entries, features }, inputs, parameters, precision, emit }) => {
    const [input] = inputs;
    const [table] = parameters;
    if (!input || !table) throw new Error('An embedding has ids and a table.');
    const ids = input.value;
    const sizes = { count: elementCount(inputShape([input.shape])), entries, features, precision };
    const y = emit.value('y', sizes.count * features);
    emit.run(
      'forward',
      { op: 'embedding', ...sizes },
      { reads: { ids, table: table.value }, writes: { y } },
    );
    return {
      outputs: [y],
      backward: ({ gradients: [dy], ownGradient }) => {
        if (dy === undefined) return [];
        const { target, accumulate } = ownGradient(0);
        emit.run(
          'backwardWeights',
          { op: 'embedding-gradient', ...sizes, ...(accumulate ? { accumulate } : {}) },
          {
            reads: { ids, dy },
            ...(accumulate ? { updates: { dtable: target } } : { writes: { dtable: target } }),
          },
        );
        return [];
      },
    };
  },
});
