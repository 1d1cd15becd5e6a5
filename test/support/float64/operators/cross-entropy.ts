// Mean over the rows of −log softmax(logits)[label], as torch.nn.functional.cross_entropy.
import { at, item, type Operator64, size } from '../operation64.ts';

export const crossEntropy: Operator64 = ({ inputs }) => {
  const logits = item(inputs, 0);
  const labels = item(inputs, 1).values;
  const classes = size(logits.shape, -1);
  const rows = logits.values.length / classes;
  if (labels.length !== rows) throw new Error(`${rows} rows have ${labels.length} labels.`);
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const values = logits.values.subarray(row * classes, (row + 1) * classes);
    const largest = Math.max(...values);
    const sum = values.reduce((result, value) => result + Math.exp(value - largest), 0);
    total += Math.log(sum) + largest - at(values, at(labels, row));
  }
  return [Float64Array.of(total / rows)];
};
