// Batch normalization in training: two sums over every channel, then a scale and a shift of its values.
import { type BatchNormalizationTrainingProblem, bytesPerElement } from '../../shared/problem.ts';
import type {
  BufferSpec,
  KernelDescriptor,
  KernelPlan,
  ReferenceValue,
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
import { batchPasses, type BatchShader } from './batch-passes.ts';
import { channelMoments, type ChannelMoments } from './batch-reference.ts';
import source from './batch-training.wgsl?raw';
import { EPSILON } from './epsilon.ts';

/** What the running statistics take of the new ones: PyTorch's default. */
const MOMENTUM = 0.1;

/** Small enough that epsilon shows beside the variance. */
const AMPLITUDE = 0.01;

/**
 * Sums cost 8 u of their terms. Those of squares are taken around any value of the channel: in uniform data one
 * at the edge makes them up to 7 variances, half of which passes the root, and that is allowed 2 units of 2^-23.
 */
const UNITS = 32;

function shapeOf({ batch, channels, inner }: BatchNormalizationTrainingProblem): ChannelShape {
  return { outer: batch, channels, inner };
}

const x = reads('x', 'Element', 'LENGTH');
const affine = [reads('gamma', 'Storage', 'CHANNELS'), reads('beta', 'Storage', 'CHANNELS')];
const y = writes('y', 'Element', 'LENGTH');
const statistics = ['mean', 'inverseDeviation', 'runningMean', 'runningVariance'].map((name) =>
  writes(name, 'f32', 'CHANNELS'),
);

function shaderOf(shape: ChannelShape): BatchShader {
  const count = shape.outer * shape.inner;
  // Of a single value PyTorch computes no unbiased variance: it refuses. Here it stays 0.
  const unbiased = count / Math.max(1, count - 1);
  return {
    label: 'normalization/batch-training',
    arrays: 1,
    sources: [
      `const EPSILON = ${EPSILON};\nconst MOMENTUM = ${MOMENTUM};\nconst UNBIASED = f32(${unbiased});`,
      source,
    ],
    fused: [x, ...affine, y, ...statistics],
    shares: [x],
    finish: [x, ...statistics],
    map: [
      x,
      ...affine,
      y,
      writes('mean', 'f32', 'CHANNELS'),
      writes('inverseDeviation', 'f32', 'CHANNELS'),
    ],
    scratch: [],
  };
}

function buffersOf(problem: BatchNormalizationTrainingProblem): BufferSpec[] {
  const { batch, channels, inner, precision } = problem;
  const format = floatPrecision(precision);
  const length = batch * channels * inner;
  const statistic = { format: 'f32', length: channels } as const;
  return [
    { role: 'input', name: 'x', format, length, amplitude: AMPLITUDE },
    { role: 'input', name: 'gamma', format, length: channels },
    { role: 'input', name: 'beta', format, length: channels },
    { role: 'output', name: 'y', format, length },
    { role: 'output', name: 'mean', ...statistic },
    { role: 'output', name: 'inverseDeviation', ...statistic },
    { role: 'update', name: 'runningMean', ...statistic },
    {
      role: 'update',
      name: 'runningVariance',
      ...statistic,
      contents: (random) =>
        Float32Array.from({ length: channels }, () => random() * AMPLITUDE ** 2),
    },
  ];
}

function verificationsOf(
  problem: BatchNormalizationTrainingProblem,
): [Verification, ...Verification[]] {
  const { channels, inner, precision } = problem;
  const shape = shapeOf(problem);
  const count = shape.outer * inner;
  const momentsOf = channelMoments(shape);
  const statistic = (
    output: string,
    reference: (moments: ChannelMoments, before: number) => ReferenceValue,
  ): Verification => ({
    output,
    tolerance: singleTolerance('f32', UNITS),
    reference: (inputs, channel) =>
      reference(momentsOf(inputs, channel), inputs[output]?.[channel] ?? NaN),
    referenceMacs: 2 * count,
  });
  return [
    {
      output: 'y',
      tolerance: singleTolerance(precision, UNITS),
      reference(inputs, index) {
        const channel = Math.floor(index / inner) % channels;
        const at = (name: string, place = channel) => inputs[name]?.[place] ?? NaN;
        const { mean, magnitude, variance } = momentsOf(inputs, channel);
        const scale = at('gamma') / Math.sqrt(variance + EPSILON);
        const value = at('x', index);
        return singleReference(
          (value - mean) * scale + at('beta'),
          (Math.abs(value) + magnitude) * Math.abs(scale) + Math.abs(at('beta')),
          precision,
        );
      },
      // What a channel comes to is kept.
      referenceMacs: 4,
    },
    statistic('mean', ({ mean, magnitude }) => ({ value: mean, magnitude })),
    statistic('inverseDeviation', ({ variance }) => {
      const value = 1 / Math.sqrt(variance + EPSILON);
      return { value, magnitude: value };
    }),
    statistic('runningMean', ({ mean, magnitude }, before) => ({
      value: before + MOMENTUM * (mean - before),
      magnitude: Math.abs(before) + magnitude,
    })),
    statistic('runningVariance', ({ variance }, before) => {
      const unbiased = (variance * count) / Math.max(1, count - 1);
      return {
        value: before + MOMENTUM * (unbiased - before),
        magnitude: before + unbiased,
      };
    }),
  ];
}

function plan(problem: BatchNormalizationTrainingProblem, tunables: Tunables): KernelPlan {
  const { batch, channels, inner, precision } = problem;
  const shape = shapeOf(problem);
  const { passes, scratch } = batchPasses(shaderOf(shape), shape, precision, tunables);
  const [verification, ...furtherVerifications] = verificationsOf(problem);
  const length = batch * channels * inner;
  // γ and β; of the statistics two written and two updated.
  const bytes = (2 * length + 2 * channels) * bytesPerElement(precision) + 6 * 4 * channels;
  return {
    passes,
    buffers: [...buffersOf(problem), ...scratch],
    flops: 0,
    bytes,
    verification,
    furtherVerifications,
  };
}

export const kernel: KernelDescriptor<BatchNormalizationTrainingProblem> = {
  id: 'normalization/batch-training',
  op: 'batch-normalization-training',
  label: 'Batch, training',
  summary:
    'A team of invocations takes the mean and variance of each channel, or of a share of it, and then normalises it.',
  variants: (problem) => channelTeamVariants(shapeOf(problem)),
  unsupported: (problem, tunables, traits) =>
    floatReason(problem.precision, traits) ??
    channelTeamReason(shapeOf(problem), tunables, traits) ??
    limitReason(channelTeamNeeds(tunables, 2), () => plan(problem, tunables), traits),
  plan,
};
