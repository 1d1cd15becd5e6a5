// softmax(x / √headSize) over the last axis; under a causal mask, query i of Q sees keys up to i + keys − Q; under that of
// shifted windows, 100 is taken off what lies in another region of the image.
import { add, at, item, type Operator64, size } from '../operation64.ts';
import { hiddenInWindows } from './windows.ts';

export const softmax: Operator64 = ({ attributes, inputs }) => {
  const { shape, values: scores } = item(inputs, 0);
  const { scale, headSize, mask = 'none' } = attributes;
  if (scale === true && typeof headSize !== 'number')
    throw new Error('A scaled softmax needs the attribute "headSize".');
  const hidden = mask === 'window' ? hiddenInWindows(attributes, shape) : undefined;
  const values = scores.map((value, place) => (hidden?.(place) ? value - 100 : value));
  const factor = scale === true ? 1 / Math.sqrt(Number(headSize)) : 1;
  const columns = size(shape, -1);
  const queries = mask === 'causal' ? size(shape, -2) : 1;
  const y = new Float64Array(values.length);
  for (let row = 0; row < values.length / columns; row++) {
    const visible = mask === 'causal' ? (row % queries) + 1 + columns - queries : columns;
    const start = row * columns;
    let largest = -Infinity;
    for (let k = 0; k < visible; k++) largest = Math.max(largest, at(values, start + k) * factor);
    let sum = 0;
    for (let k = 0; k < visible; k++) {
      add(y, start + k, Math.exp(at(values, start + k) * factor - largest));
      sum += at(y, start + k);
    }
    for (let k = 0; k < visible; k++) y[start + k] = at(y, start + k) / sum;
  }
  return [y];
};
