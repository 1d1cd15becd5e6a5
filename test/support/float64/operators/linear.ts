// y = x · Wᵀ + b over the last axis, with W stored out × in.
import { add, at, item, type Operator64, size } from '../operation64.ts';
import { fusedActivation, roundRow, roundsActivations } from './compressed.ts';

export const linear: Operator64 = (operation) => {
  const { inputs, parameters, outputShapes } = operation;
  const x = item(inputs, 0);
  const weight = item(parameters, 0);
  const bias = parameters[1];
  const inFeatures = size(x.shape, -1);
  const outFeatures = size(item(outputShapes, 0), -1);
  const rows = x.values.length / inFeatures;
  const y = new Float64Array(rows * outFeatures);
  for (let row = 0; row < rows; row++) {
    const given = x.values.subarray(row * inFeatures, (row + 1) * inFeatures);
    const values = roundsActivations(operation) ? roundRow(given) : given;
    for (let out = 0; out < outFeatures; out++) {
      const place = row * outFeatures + out;
      y[place] = bias ? at(bias.values, out) : 0;
      for (let k = 0; k < inFeatures; k++) {
        add(y, place, at(values, k) * at(weight.values, out * inFeatures + k));
      }
    }
  }
  return [fusedActivation(operation, y)];
};
