// y = x · Wᵀ + b over the last axis, with W stored out × in.
import { add, at, item, type Operator64, size } from '../operation64.ts';

export const linear: Operator64 = ({ inputs, parameters, outputShapes }) => {
  const x = item(inputs, 0);
  const weight = item(parameters, 0);
  const bias = parameters[1];
  const inFeatures = size(x.shape, -1);
  const outFeatures = size(item(outputShapes, 0), -1);
  const rows = x.values.length / inFeatures;
  const y = new Float64Array(rows * outFeatures);
  for (let row = 0; row < rows; row++) {
    for (let out = 0; out < outFeatures; out++) {
      const place = row * outFeatures + out;
      y[place] = bias ? at(bias.values, out) : 0;
      for (let k = 0; k < inFeatures; k++) {
        const product =
          at(x.values, row * inFeatures + k) * at(weight.values, out * inFeatures + k);
        add(y, place, product);
      }
    }
  }
  return [y];
};
