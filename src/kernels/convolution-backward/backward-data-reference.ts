// One element of the gradient of the images in float64, by its definition:
// dx[n,i,y,x] = Σ dy[n,o,(y+p−ky)/s,(x+p−kx)/s] · w[o,i,ky,kx] over all o, ky, kx whose quotients are whole
// numbers inside the result.
import { conv2dOutputSize, type Conv2dBackwardDataProblem } from '../../shared/problem.ts';
import type { DecodedInputs, ReferenceValue, Tunables } from '../descriptor.ts';
import { sumReference } from '../precision.ts';

/** `index` counts the elements of the images in N×C×H×W order. */
export function backwardDataReference(
  problem: Conv2dBackwardDataProblem,
  tunables: Tunables,
  inputs: DecodedInputs,
  index: number,
): ReferenceValue {
  const { dy = [], w = [] } = inputs;
  const { inChannels, outChannels, kernelHeight, kernelWidth, stride, padding } = problem;
  const output = conv2dOutputSize(problem);
  const column = (index % problem.width) + padding;
  const row = (Math.floor(index / problem.width) % problem.height) + padding;
  const plane = Math.floor(index / (problem.width * problem.height));
  const inChannel = plane % inChannels;
  const image = Math.floor(plane / inChannels);
  const groupIn = inChannels / problem.groups;
  const groupOut = outChannels / problem.groups;
  const firstOut = Math.floor(inChannel / groupIn) * groupOut;

  let value = 0;
  let magnitude = 0;
  for (let channel = firstOut; channel < firstOut + groupOut; channel++) {
    for (let ky = row % stride; ky < kernelHeight; ky += stride) {
      const outRow = (row - ky) / stride;
      if (outRow < 0 || outRow >= output.height) continue;
      for (let kx = column % stride; kx < kernelWidth; kx += stride) {
        const outColumn = (column - kx) / stride;
        if (outColumn < 0 || outColumn >= output.width) continue;
        const outPlane = image * outChannels + channel;
        const gradient = dy[(outPlane * output.height + outRow) * output.width + outColumn] ?? NaN;
        const filter = channel * groupIn + (inChannel % groupIn);
        const product = gradient * (w[(filter * kernelHeight + ky) * kernelWidth + kx] ?? NaN);
        value += product;
        magnitude += Math.abs(product);
      }
    }
  }
  return sumReference(value, magnitude, problem.precision, tunables);
}
