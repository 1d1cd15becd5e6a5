// What all convolutions share: buffers, counts, refusals, and the float64 reference.
import {
  bytesPerElement,
  conv2dOutputSize,
  problemMacs,
  type Conv2dProblem,
} from '../../shared/problem.ts';
import type { BufferSpec, DeviceTraits, KernelPlan, ShaderPass, Tunables } from '../descriptor.ts';
import { floatReason } from '../limits.ts';
import { floatPrecision, sumTolerance } from '../precision.ts';
import { finishedReference } from './convolution-epilogue.ts';
import { convolutionReference } from './convolution-reference.ts';

/** Images, weights, result as 0, 1 and 2 of every single-pass convolution, then the bias where there is one. */
const CONVOLUTION_BINDINGS = ['x', 'w', 'y'] as const;

/** By the epilogue, behind a pass's own bindings. */
export function biasBindings({ bias }: Conv2dProblem): readonly string[] {
  return bias === true ? ['bias'] : [];
}

export function convolutionPlan(
  problem: Conv2dProblem,
  tunables: Tunables,
  pass: Omit<ShaderPass, 'bindings'>,
): KernelPlan {
  const { batch, inChannels, outChannels, groups, precision } = problem;
  const { height, width } = conv2dOutputSize(problem);
  const format = floatPrecision(precision);
  const taps = (inChannels / groups) * problem.kernelHeight * problem.kernelWidth;
  const lengths = {
    x: batch * inChannels * problem.height * problem.width,
    w: outChannels * taps,
    y: batch * outChannels * height * width,
    bias: problem.bias === true ? outChannels : 0,
  };
  return {
    passes: [{ ...pass, bindings: [...CONVOLUTION_BINDINGS, ...biasBindings(problem)] }],
    buffers: [
      { role: 'input', name: 'x', format, length: lengths.x },
      { role: 'input', name: 'w', format, length: lengths.w },
      ...biasBindings(problem).map((name): BufferSpec => ({
        role: 'input',
        name,
        format,
        length: lengths.bias,
      })),
      { role: 'output', name: 'y', format, length: lengths.y },
    ],
    flops: 2 * problemMacs(problem),
    bytes: (lengths.x + lengths.w + lengths.y + lengths.bias) * bytesPerElement(precision),
    verification: {
      output: 'y',
      tolerance: sumTolerance(precision, tunables),
      reference: (inputs, index) =>
        finishedReference(problem, tunables, inputs, index, convolutionReference),
    },
  };
}

/** Why no kernel can run this problem here: wrong precision, or no such convolution. */
export function convolutionReason(
  problem: Conv2dProblem,
  traits: DeviceTraits,
): string | undefined {
  const { inChannels, outChannels, groups } = problem;
  if (inChannels % groups !== 0 || outChannels % groups !== 0) {
    return `${groups} groups do not divide ${inChannels} input and ${outChannels} output channels.`;
  }
  const { height, width } = conv2dOutputSize(problem);
  if (height < 1 || width < 1) return 'The kernel is larger than the padded image.';
  return floatReason(problem.precision, traits);
}

/** FUSED where anything is done to a result before it is stored. */
function epilogueConstants({ bias, activation }: Conv2dProblem): Record<string, number> {
  const [BIAS, RELU] = [bias === true ? 1 : 0, activation === 'relu' ? 1 : 0];
  return { BIAS, RELU, FUSED: Math.max(BIAS, RELU), BIAS_BINDING: CONVOLUTION_BINDINGS.length };
}

/** The sizes that every convolution's shader bakes in. */
export function convolutionConstants(problem: Conv2dProblem): Record<string, number> {
  const { height, width } = conv2dOutputSize(problem);
  return {
    BATCH: problem.batch,
    IN_CHANNELS: problem.inChannels,
    HEIGHT: problem.height,
    WIDTH: problem.width,
    OUT_CHANNELS: problem.outChannels,
    OUT_HEIGHT: height,
    OUT_WIDTH: width,
    KERNEL_H: problem.kernelHeight,
    KERNEL_W: problem.kernelWidth,
    STRIDE: problem.stride,
    PADDING: problem.padding,
    GROUPS: problem.groups,
    GROUP_IN: problem.inChannels / problem.groups,
    GROUP_OUT: problem.outChannels / problem.groups,
    ...epilogueConstants(problem),
  };
}
