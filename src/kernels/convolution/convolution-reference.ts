// One element of a convolution in float64, by its definition.
import { conv2dOutputSize, type Conv2dProblem } from '../../shared/problem.ts';
import type { DecodedInputs, ReferenceValue, Tunables } from '../descriptor.ts';
import { sumReference } from '../precision.ts';

/** `index` counts the output's elements in N×C×H×W order. */
export function convolutionReference(
  problem: Conv2dProblem,
  tunables: Tunables,
  inputs: DecodedInputs,
  index: number,
): ReferenceValue {
  const { x = [], w = [] } = inputs;
  const { inChannels, outChannels, kernelHeight, kernelWidth, stride, padding } = problem;
  const output = conv2dOutputSize(problem);
  const column = index % output.width;
  const row = Math.floor(index / output.width) % output.height;
  const plane = Math.floor(index / (output.width * output.height));
  const outChannel = plane % outChannels;
  const image = Math.floor(plane / outChannels);
  const groupIn = inChannels / problem.groups;
  const firstIn = Math.floor(outChannel / (outChannels / problem.groups)) * groupIn;

  let value = 0;
  let magnitude = 0;
  for (let channel = 0; channel < groupIn; channel++) {
    for (let ky = 0; ky < kernelHeight; ky++) {
      const inRow = row * stride + ky - padding;
      if (inRow < 0 || inRow >= problem.height) continue;
      for (let kx = 0; kx < kernelWidth; kx++) {
        const inColumn = column * stride + kx - padding;
        if (inColumn < 0 || inColumn >= problem.width) continue;
        const inPlane = image * inChannels + firstIn + channel;
        const pixel = x[(inPlane * problem.height + inRow) * problem.width + inColumn] ?? NaN;
        const tap = ((outChannel * groupIn + channel) * kernelHeight + ky) * kernelWidth + kx;
        const product = pixel * (w[tap] ?? NaN);
        value += product;
        magnitude += Math.abs(product);
      }
    }
  }
  return sumReference(value, magnitude, problem.precision, tunables);
}
