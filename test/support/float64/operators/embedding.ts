// One row of the table for each id.
import { at, item, type Operator64, size } from '../operation64.ts';

export const embedding: Operator64 = ({ inputs, parameters }) => {
  const ids = item(inputs, 0).values;
  const table = item(parameters, 0);
  const features = size(table.shape, -1);
  const y = new Float64Array(ids.length * features);
  for (const [position, id] of ids.entries()) {
    for (let k = 0; k < features; k++)
      y[position * features + k] = at(table.values, id * features + k);
  }
  return [y];
};
