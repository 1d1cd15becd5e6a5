// What both gradients share: the sizes of the forward pass and its tensors, and the refusals that follow.
import {
  conv2dOutputSize,
  type Conv2dBackwardDataProblem,
  type Conv2dBackwardWeightsProblem,
  type Conv2dProblem,
  type Conv2dShape,
} from '../../shared/problem.ts';
import { convolutionReason } from '../convolution/convolution-plan.ts';
import type { DeviceTraits } from '../descriptor.ts';

export type BackwardProblem = Conv2dBackwardDataProblem | Conv2dBackwardWeightsProblem;

/** The forward convolution whose gradient is asked for. */
export function forwardOf(problem: BackwardProblem): Conv2dProblem {
  return { ...problem, op: 'conv2d' };
}

/** Elements of the images, the weights and the result, and of their gradients. */
export function tensorLengths(shape: Conv2dShape): { x: number; w: number; y: number } {
  const { batch, inChannels, outChannels, groups, kernelHeight, kernelWidth } = shape;
  const { height, width } = conv2dOutputSize(shape);
  return {
    x: batch * inChannels * shape.height * shape.width,
    w: outChannels * (inChannels / groups) * kernelHeight * kernelWidth,
    y: batch * outChannels * height * width,
  };
}

/** Why no kernel can compute this gradient here: wrong precision, or no such convolution. */
export function backwardReason(problem: BackwardProblem, traits: DeviceTraits): string | undefined {
  return convolutionReason(forwardOf(problem), traits);
}
