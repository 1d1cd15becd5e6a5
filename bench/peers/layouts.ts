// Rearranges operands and finds answers in the layouts that the libraries prefer.
import { conv2dOutputSize, type Conv2dProblem } from '../../src/shared/problem.ts';
import type { Layout, PeerProblem } from './contender.ts';

/** N×C×H×W to N×H×W×C. */
export function imagesToNhwc(
  images: Float32Array,
  problem: Conv2dProblem,
): Float32Array<ArrayBuffer> {
  const { batch, inChannels, height, width } = problem;
  const pixels = height * width;
  const target = new Float32Array(images.length);
  for (let image = 0; image < batch; image++) {
    const start = image * inChannels * pixels;
    for (let channel = 0; channel < inChannels; channel++) {
      for (let pixel = 0; pixel < pixels; pixel++) {
        target[start + pixel * inChannels + channel] =
          images[start + channel * pixels + pixel] ?? NaN;
      }
    }
  }
  return target;
}

/** Cout×(Cin/groups)×Kh×Kw to Kh×Kw×(Cin/groups)×Cout; depthwise weights come out as Kh×Kw×1×C. */
export function weightsToHwio(
  weights: Float32Array,
  problem: Conv2dProblem,
): Float32Array<ArrayBuffer> {
  const { outChannels, inChannels, groups, kernelHeight, kernelWidth } = problem;
  const groupIn = inChannels / groups;
  const taps = kernelHeight * kernelWidth;
  const target = new Float32Array(weights.length);
  for (let out = 0; out < outChannels; out++) {
    for (let channel = 0; channel < groupIn; channel++) {
      for (let tap = 0; tap < taps; tap++) {
        target[(tap * groupIn + channel) * outChannels + out] =
          weights[(out * groupIn + channel) * taps + tap] ?? NaN;
      }
    }
  }
  return target;
}

/** Where the element that problem.ts numbers `index` lies in an answer of that layout. */
export function positionIn(layout: Layout, problem: PeerProblem, index: number): number {
  if (layout !== 'NHWC' || problem.op !== 'conv2d') return index;
  const { height, width } = conv2dOutputSize(problem);
  const pixels = height * width;
  const pixel = index % pixels;
  const plane = Math.floor(index / pixels);
  const channel = plane % problem.outChannels;
  const image = Math.floor(plane / problem.outChannels);
  return (image * pixels + pixel) * problem.outChannels + channel;
}
