// One element of the gradient of the weights in float64, by its definition:
// dw[o,i,ky,kx] = Σ x[n,i,s·y+ky−p,s·x+kx−p] · dy[n,o,y,x] over all images n and pixels (y, x) of the result.
import { conv2dOutputSize, type Conv2dBackwardWeightsProblem } from '../../shared/problem.ts';
import type { DecodedInputs, ReferenceValue, Tunables } from '../descriptor.ts';
import { sumReference } from '../precision.ts';

/** `index` counts the weights in Cout×(Cin/groups)×Kh×Kw order. */
export function backwardWeightsReference(
  problem: Conv2dBackwardWeightsProblem,
  tunables: Tunables,
  inputs: DecodedInputs,
  index: number,
): ReferenceValue {
  const { x = [], dy = [] } = inputs;
  const { batch, inChannels, outChannels, kernelHeight, kernelWidth, stride, padding } = problem;
  const output = conv2dOutputSize(problem);
  const kx = index % kernelWidth;
  const ky = Math.floor(index / kernelWidth) % kernelHeight;
  const filter = Math.floor(index / (kernelWidth * kernelHeight));
  const groupIn = inChannels / problem.groups;
  const outChannel = Math.floor(filter / groupIn);
  const group = Math.floor(outChannel / (outChannels / problem.groups));
  const inChannel = group * groupIn + (filter % groupIn);

  let value = 0;
  let magnitude = 0;
  for (let image = 0; image < batch; image++) {
    const inPlane = (image * inChannels + inChannel) * problem.height;
    const outPlane = (image * outChannels + outChannel) * output.height;
    for (let row = 0; row < output.height; row++) {
      const inRow = row * stride + ky - padding;
      if (inRow < 0 || inRow >= problem.height) continue;
      for (let column = 0; column < output.width; column++) {
        const inColumn = column * stride + kx - padding;
        if (inColumn < 0 || inColumn >= problem.width) continue;
        const pixel = x[(inPlane + inRow) * problem.width + inColumn] ?? NaN;
        const product = pixel * (dy[(outPlane + row) * output.width + column] ?? NaN);
        value += product;
        magnitude += Math.abs(product);
      }
    }
  }
  return sumReference(value, magnitude, problem.precision, tunables);
}
