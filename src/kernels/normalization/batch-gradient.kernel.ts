// Gradient of batch normalization: two sums over every channel, which are the gradients of scale and shift, and
// from them the gradient of the input.
import { type BatchNormalizationGradientProblem, bytesPerElement } from '../../shared/problem.ts';
import type {
  BufferSpec,
  KernelDescriptor,
  KernelPlan,
  Tunables,
  Verification,
} from '../descriptor.ts';
import { floatReason, limitReason } from '../limits.ts';
import { floatPrecision } from '../precision.ts';
import { singleReference, singleTolerance } from '../single-precision.ts';
import {
  type ChannelShape,
  channelTeamNeeds,
  channelTeamReason,
  channelTeamVariants,
} from '../sum/channel-teams.ts';
import { reads, writes } from '../sum/declare-buffers.ts';
import source from './batch-gradient.wgsl?raw';
import { batchPasses, type BatchShader } from './batch-passes.ts';
import { channelGradients } from './batch-reference.ts';

/** Sums cost 8 u of their terms, which are products; up to five more roundings follow. */
const UNITS = 16;

/** Of the deviations that the forward pass is pretended to have kept: their inverses are positive. */
const LEAST_INVERSE = 0.5;

function shapeOf({ batch, channels, inner }: BatchNormalizationGradientProblem): ChannelShape {
  return { outer: batch, channels, inner };
}

const x = reads('x', 'Element', 'LENGTH');
const dy = reads('dy', 'Element', 'LENGTH');
const gamma = reads('gamma', 'Storage', 'CHANNELS');
const mean = reads('mean', 'f32', 'CHANNELS');
const inverseDeviation = reads('inverseDeviation', 'f32', 'CHANNELS');
const dx = writes('dx', 'Element', 'LENGTH');
const affine = [writes('dgamma', 'Storage', 'CHANNELS'), writes('dbeta', 'Storage', 'CHANNELS')];
const totals = writes('totals', 'vec2<f32>', 'CHANNELS');

function shaderOf({ channels }: ChannelShape): BatchShader {
  return {
    label: 'normalization/batch-gradient',
    arrays: 2,
    sources: [source],
    fused: [x, dy, gamma, mean, inverseDeviation, dx, ...affine],
    shares: [x, dy, mean],
    finish: [inverseDeviation, ...affine, totals],
    map: [x, dy, gamma, mean, inverseDeviation, totals, dx],
    scratch: [{ role: 'scratch', name: 'totals', format: 'f32', length: 2 * channels }],
  };
}

function buffersOf(problem: BatchNormalizationGradientProblem): BufferSpec[] {
  const { batch, channels, inner, precision } = problem;
  const format = floatPrecision(precision);
  const whole = { format, length: batch * channels * inner } as const;
  const affineGradient = { role: 'output', format, length: channels } as const;
  return [
    { role: 'input', name: 'x', ...whole },
    { role: 'input', name: 'dy', ...whole },
    { role: 'input', name: 'gamma', format, length: channels },
    { role: 'input', name: 'mean', format: 'f32', length: channels },
    {
      role: 'input',
      name: 'inverseDeviation',
      format: 'f32',
      length: channels,
      contents: (random) => Float32Array.from({ length: channels }, () => LEAST_INVERSE + random()),
    },
    { role: 'output', name: 'dx', ...whole },
    { name: 'dgamma', ...affineGradient },
    { name: 'dbeta', ...affineGradient },
  ];
}

function verificationsOf(
  problem: BatchNormalizationGradientProblem,
): [Verification, ...Verification[]] {
  const { channels, inner, precision } = problem;
  const shape = shapeOf(problem);
  const count = shape.outer * inner;
  const sumsOf = channelGradients(shape);
  const tolerance = singleTolerance(precision, UNITS);
  return [
    {
      output: 'dx',
      tolerance,
      reference(inputs, index) {
        const channel = Math.floor(index / inner) % channels;
        const at = (name: string, place = channel) => inputs[name]?.[place] ?? NaN;
        const sums = sumsOf(inputs, channel);
        const scale = at('gamma') * at('inverseDeviation');
        const centred = at('x', index) - at('mean');
        const slope = at('inverseDeviation') ** 2 / count;
        return singleReference(
          scale * (at('dy', index) - sums.plain / count - centred * slope * sums.centred),
          Math.abs(scale) *
            (Math.abs(at('dy', index)) +
              sums.plainMagnitude / count +
              Math.abs(centred) * slope * sums.centredMagnitude),
          precision,
        );
      },
      // What a channel comes to is kept.
      referenceMacs: 6,
    },
    {
      output: 'dgamma',
      tolerance,
      reference(inputs, channel) {
        const { centred, centredMagnitude } = sumsOf(inputs, channel);
        const inverse = inputs['inverseDeviation']?.[channel] ?? NaN;
        return singleReference(centred * inverse, centredMagnitude * inverse, precision);
      },
      referenceMacs: 2 * count,
    },
    {
      output: 'dbeta',
      tolerance,
      reference(inputs, channel) {
        const { plain, plainMagnitude } = sumsOf(inputs, channel);
        return singleReference(plain, plainMagnitude, precision);
      },
      referenceMacs: 2 * count,
    },
  ];
}

function plan(problem: BatchNormalizationGradientProblem, tunables: Tunables): KernelPlan {
  const { batch, channels, inner, precision } = problem;
  const shape = shapeOf(problem);
  const { passes, scratch } = batchPasses(shaderOf(shape), shape, precision, tunables);
  const [verification, ...furtherVerifications] = verificationsOf(problem);
  const length = batch * channels * inner;
  return {
    passes,
    buffers: [...buffersOf(problem), ...scratch],
    flops: 0,
    bytes: (3 * length + 3 * channels) * bytesPerElement(precision) + 2 * 4 * channels,
    verification,
    furtherVerifications,
  };
}

export const kernel: KernelDescriptor<BatchNormalizationGradientProblem> = {
  id: 'normalization/batch-gradient',
  op: 'batch-normalization-gradient',
  label: 'Batch, gradient',
  summary:
    'A team of invocations sums the gradients of each channel, or of a share of it, and then goes over it again.',
  variants: (problem) => channelTeamVariants(shapeOf(problem)),
  unsupported: (problem, tunables, traits) =>
    floatReason(problem.precision, traits) ??
    channelTeamReason(shapeOf(problem), tunables, traits) ??
    limitReason(channelTeamNeeds(tunables, 2), () => plan(problem, tunables), traits),
  plan,
};
