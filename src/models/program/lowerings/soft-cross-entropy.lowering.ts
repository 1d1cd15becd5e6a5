// The loss of a student against labels and its teacher's probabilities: one kernel gives loss and gradient.
import { softCrossEntropyAttributes } from '../../operators/soft-cross-entropy.operator.ts';
import { elementCount } from '../../graph.ts';
import { inputShape, lastDimension } from '../../shapes.ts';
import { defineLowering } from '../lowering.ts';

export const lowering = defineLowering({
  operator: 'soft-cross-entropy',
  attributes: softCrossEntropyAttributes,
  unsupported: ({ inputs: [logits, labels, targets] }) => {
    if (!logits || !labels || !targets) return 'A loss needs labels and targets to be run.';
    const shape = inputShape([logits.shape]);
    return elementCount(labels.shape) * lastDimension(shape).size === elementCount(shape)
      ? undefined
      : 'A loss needs one label for each row of logits.';
  },
  lower: ({ attributes: { temperature, softWeight }, inputs, precision, emit }) => {
    const [logits, labels, targets] = inputs;
    if (!logits || !labels || !targets) throw new Error('This loss has logits, labels, targets.');
    const columns = lastDimension(inputShape([logits.shape])).size;
    const rows = logits.value.length / columns;
    const losses = emit.value('losses', rows, 'f32');
    const dlogits = emit.value('dlogits', rows * columns);
    emit.run(
      'forward',
      { op: 'soft-cross-entropy', rows, columns, temperature, softWeight, precision },
      {
        reads: { logits: logits.value, labels: labels.value, targets: targets.value },
        writes: { losses, dlogits },
      },
    );
    return { outputs: [losses], losses, backward: () => [dlogits] };
  },
});
