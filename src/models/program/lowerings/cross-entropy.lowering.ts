// The loss of each row of logits, and the gradient of their mean: one kernel gives both, so that backward only hands
// on what forward found.
import { crossEntropyAttributes } from '../../operators/cross-entropy.operator.ts';
import { elementCount } from '../../graph.ts';
import { inputShape, lastDimension } from '../../shapes.ts';
import { defineLowering } from '../lowering.ts';

export const lowering = defineLowering({
  operator: 'cross-entropy',
  attributes: crossEntropyAttributes,
  unsupported: ({ inputs: [logits, labels] }) => {
    if (!logits || !labels) return 'A loss without labels cannot be run.';
    const shape = inputShape([logits.shape]);
    return elementCount(labels.shape) * lastDimension(shape).size === elementCount(shape)
      ? undefined
      : 'A loss needs one label for each row of logits.';
  },
  lower: ({ inputs, precision, emit }) => {
    const [logits, labels] = inputs;
    if (!logits || !labels) throw new Error('A loss has logits and labels.');
    const columns = lastDimension(inputShape([logits.shape])).size;
    const rows = logits.value.length / columns;
    const losses = emit.value('losses', rows, 'f32');
    const dlogits = emit.value('dlogits', rows * columns);
    emit.run(
      'forward',
      { op: 'cross-entropy', rows, columns, precision },
      { reads: { logits: logits.value, labels: labels.value }, writes: { losses, dlogits } },
    );
    return { outputs: [losses], losses, backward: () => [dlogits] };
  },
});
