// (1 − w) · cross-entropy with the labels + w·T² · cross-entropy of softmax(logits / T) with the targets, mean over the
// rows; both as torch.nn.functional.cross_entropy has them, which takes probabilities as well.
import { at, item, numberAttribute, type Operator64, size } from '../operation64.ts';

export const softCrossEntropy: Operator64 = ({ attributes, inputs }) => {
  const logits = item(inputs, 0);
  const labels = item(inputs, 1).values;
  const targets = item(inputs, 2).values;
  const temperature = numberAttribute(attributes, 'temperature');
  const weight = numberAttribute(attributes, 'softWeight');
  const classes = size(logits.shape, -1);
  const rows = logits.values.length / classes;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const values = logits.values.subarray(row * classes, (row + 1) * classes);
    const hard = logSoftmax(values);
    const soft = logSoftmax(values.map((value) => value / temperature));
    let match = 0;
    for (let column = 0; column < classes; column++) {
      match -= at(targets, row * classes + column) * at(soft, column);
    }
    total += weight * temperature ** 2 * match - (1 - weight) * at(hard, at(labels, row));
  }
  return [Float64Array.of(total / rows)];
};

function logSoftmax(values: Float64Array): Float64Array {
  const largest = Math.max(...values);
  const sum = values.reduce((result, value) => result + Math.exp(value - largest), 0);
  return values.map((value) => value - largest - Math.log(sum));
}
