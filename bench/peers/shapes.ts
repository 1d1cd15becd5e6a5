// The shapes that are compared, all from real networks, and the names by which a person asks for them.
import { FlopscopeError } from '../../src/shared/errors.ts';
import {
  conv2dOutputSize,
  type Conv2dProblem,
  type MatmulProblem,
} from '../../src/shared/problem.ts';
import type { PeerProblem } from './contender.ts';

export const GROUPS = ['matmul', 'conv', 'depthwise', 'gemv'] as const;

export type Group = (typeof GROUPS)[number];

export interface Shape {
  /** Matrices as M×K×N: tokens, inputs, outputs. */
  readonly name: string;
  readonly group: Group;
  readonly network: string;
  readonly problem: PeerProblem;
}

function matmul(network: string, m: number, k: number, n: number): Shape {
  const problem: MatmulProblem = { op: 'matmul', m, n, k, precision: 'f32' };
  return { name: `${m}x${k}x${n}`, group: m === 1 ? 'gemv' : 'matmul', network, problem };
}

interface Layer {
  readonly inChannels: number;
  readonly outChannels: number;
  /** Height and width of the image that goes in. */
  readonly size: number;
  readonly window: number;
  readonly stride?: number;
}

function convolution(network: string, layer: Layer, groups = 1): Shape {
  const { inChannels, outChannels, size, window, stride = 1 } = layer;
  const problem: Conv2dProblem = {
    op: 'conv2d',
    batch: 1,
    inChannels,
    height: size,
    width: size,
    outChannels,
    kernelHeight: window,
    kernelWidth: window,
    stride,
    padding: (window - 1) / 2,
    groups,
    precision: 'f32',
  };
  const kind = groups === 1 ? `${window}x${window}` : `dw${window}x${window}`;
  const channels = groups === 1 ? `${inChannels}-${outChannels}` : `${inChannels}`;
  return {
    name: `${kind}-${channels}@${size}${stride === 1 ? '' : `/${stride}`}`,
    group: groups === 1 ? 'conv' : 'depthwise',
    network,
    problem,
  };
}

function depthwise(network: string, channels: number, size: number, stride = 1): Shape {
  const layer = { inChannels: channels, outChannels: channels, size, window: 3, stride };
  return convolution(network, layer, channels);
}

function conv(
  network: string,
  window: number,
  [inChannels, outChannels]: readonly [number, number],
  size: number,
  stride = 1,
): Shape {
  return convolution(network, { inChannels, outChannels, size, window, stride });
}

/** Batch 1, as a page infers. */
export const SHAPES: readonly Shape[] = [
  matmul('square', 512, 512, 512),
  matmul('square', 1024, 1024, 1024),
  matmul('square', 2048, 2048, 2048),
  matmul('BERT-base, 128 tokens, attention projection', 128, 768, 768),
  matmul('BERT-base, 384 tokens, attention projection', 384, 768, 768),
  matmul('BERT-base, 384 tokens, feed-forward in', 384, 768, 3072),
  matmul('BERT-base, 384 tokens, feed-forward out', 384, 3072, 768),
  matmul('GPT-2, 128 tokens, query-key-value', 128, 768, 2304),
  matmul('GPT-2, 1024 tokens, query-key-value', 1024, 768, 2304),
  conv('ResNet-50 stem', 7, [3, 64], 224, 2),
  conv('ResNet-50 stage 1', 3, [64, 64], 56),
  conv('ResNet-50 stage 2', 3, [128, 128], 28),
  conv('ResNet-50 stage 3', 3, [256, 256], 14),
  conv('ResNet-50 stage 4', 3, [512, 512], 7),
  conv('ResNet-50 stage 2, strided', 3, [128, 128], 56, 2),
  conv('ResNet-50 stage 3, strided', 3, [256, 256], 28, 2),
  conv('ResNet-50 stage 1', 1, [64, 256], 56),
  conv('ResNet-50 stage 2', 1, [512, 128], 28),
  conv('ResNet-50 stage 3', 1, [256, 1024], 14),
  conv('ResNet-50 stage 4', 1, [2048, 512], 7),
  conv('ResNet-50 stage 2, shortcut', 1, [256, 512], 56, 2),
  conv('MobileNetV2 expansion', 1, [16, 96], 112),
  conv('MobileNetV2 projection', 1, [144, 24], 56),
  conv('MobileNetV2 expansion', 1, [64, 384], 14),
  conv('MobileNetV2 head', 1, [320, 1280], 7),
  depthwise('MobileNetV2', 32, 112),
  depthwise('MobileNetV2', 96, 112, 2),
  depthwise('MobileNetV2', 144, 56),
  depthwise('MobileNetV2', 192, 28),
  depthwise('MobileNetV2', 384, 14),
  depthwise('MobileNetV2', 576, 14, 2),
  depthwise('MobileNetV2', 960, 7),
  matmul('GPT-2, one token, feed-forward in', 1, 768, 3072),
  matmul('LLaMA-7B, one token, attention projection', 1, 4096, 4096),
  matmul('GPT-2, one token, vocabulary', 1, 768, 50_257),
];

/** Beyond this no device's buffer reaches, and products of sizes are no longer exact. */
const LARGEST_SIZE = 2 ** 20;

/**
 * @param list names from the list above or matrix products MxKxN, separated by commas.
 * @throws FlopscopeError `invalid-input`, naming what it cannot read.
 */
export function parseShapes(list: string): readonly Shape[] {
  return list.split(',').map((entry) => parseShape(entry.trim()));
}

function parseShape(text: string): Shape {
  const known = SHAPES.find(({ name }) => name === text);
  if (known !== undefined) return known;
  const sizes = /^(\d+)[x×](\d+)[x×](\d+)$/i.exec(text)?.slice(1).map(Number);
  if (sizes === undefined) {
    throw new FlopscopeError(
      'invalid-input',
      `--shapes cannot read "${text}". Write a matrix product as MxKxN, for instance 384x768x3072, or one of: ${SHAPES.map(({ name }) => name).join(', ')}.`,
    );
  }
  if (sizes.some((size) => size < 1 || size > LARGEST_SIZE)) {
    throw new FlopscopeError(
      'invalid-input',
      `--shapes names "${text}": every size must be from 1 to ${LARGEST_SIZE}.`,
    );
  }
  const [m = 1, k = 1, n = 1] = sizes;
  return matmul('asked for', m, k, n);
}

/** Elements of the two operands and of the result. */
export function operandLengths(problem: PeerProblem): {
  left: number;
  right: number;
  result: number;
} {
  if (problem.op === 'matmul') {
    const { m, n, k } = problem;
    return { left: m * k, right: k * n, result: m * n };
  }
  const { batch, inChannels, outChannels, groups } = problem;
  const output = conv2dOutputSize(problem);
  return {
    left: batch * inChannels * problem.height * problem.width,
    right: outChannels * (inChannels / groups) * problem.kernelHeight * problem.kernelWidth,
    result: batch * outChannels * output.height * output.width,
  };
}

/** Why a device that binds buffers of at most `bindingBytes` cannot hold the shape; undefined when it can. */
export function tooLarge({ name, problem }: Shape, bindingBytes: number): string | undefined {
  const { left, right, result } = operandLengths(problem);
  const bytes = 4 * Math.max(left, right, result);
  return bytes <= bindingBytes
    ? undefined
    : `${name} needs a buffer of ${bytes} bytes; this device binds at most ${bindingBytes}.`;
}
