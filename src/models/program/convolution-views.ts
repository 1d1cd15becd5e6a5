// Convolutions that kernels do not have, by copies around one that they have: padded differently in height and width, with
// two strides, or dilated. Dilation by d is d × d plain convolutions, each over every d-th pixel, side by side in a batch.
import type { Conv2dShape, Precision } from '../../shared/problem.ts';
import type { TensorShape } from '../graph.ts';
import { imageShape } from '../shapes.ts';
import { type Copy, contiguousStrides, product, reversed } from './strides.ts';

export interface Windows {
  readonly outChannels: number;
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly groups: number;
}

export interface ConvolutionViews {
  /** Applied to the image one after the other. */
  readonly before: readonly Copy[];
  /** What the kernel computes in between. */
  readonly shape: Conv2dShape;
  /** Applied to its result. */
  readonly after: readonly Copy[];
}

export function convolutionViews(
  input: TensorShape,
  output: TensorShape,
  windows: Windows,
  precision: Precision,
): ConvolutionViews {
  const image = imageShape(input);
  const result = imageShape(output);
  const { outChannels, kernel, stride, padding, dilation, groups } = windows;
  const batch = image.batch.size;
  const inChannels = image.channels.size;
  const [height, width] = [image.height.size, image.width.size];
  const common = {
    inChannels,
    outChannels,
    kernelHeight: kernel[0],
    kernelWidth: kernel[1],
    groups,
    precision,
  };
  const isDilated = dilation[0] !== 1 || dilation[1] !== 1;
  const isEven = stride[0] === stride[1];
  if (!isDilated && isEven && padding[0] === padding[1]) {
    const shape = { ...common, batch, height, width, stride: stride[0], padding: padding[0] };
    return { before: [], shape, after: [] };
  }
  // Whole phases of every d-th pixel: what is added at the far ends reaches no result that is kept.
  const padded = [
    roundUp(height + 2 * padding[0], dilation[0]),
    roundUp(width + 2 * padding[1], dilation[1]),
  ] as const;
  const planes = batch * inChannels;
  const before: Copy[] = [];
  if (padded[0] !== height || padded[1] !== width) {
    before.push(intoMiddle(planes, [height, width], padded, padding));
  }
  if (isDilated) before.push(phases(planes, padded, dilation));
  const strides = isDilated || !isEven ? 1 : stride[0];
  const shape: Conv2dShape = {
    ...common,
    batch: batch * dilation[0] * dilation[1],
    height: padded[0] / dilation[0],
    width: padded[1] / dilation[1],
    stride: strides,
    padding: 0,
  };
  const rows = Math.floor((shape.height - kernel[0]) / strides) + 1;
  const columns = Math.floor((shape.width - kernel[1]) / strides) + 1;
  const after: Copy[] = [];
  const outPlanes = batch * outChannels;
  const whole = [rows * dilation[0], columns * dilation[1]] as const;
  if (isDilated) after.push(reversed(phases(outPlanes, whole, dilation)));
  const steps = [stride[0] / strides, stride[1] / strides] as const;
  const kept = [result.height.size, result.width.size] as const;
  if (steps[0] !== 1 || steps[1] !== 1 || kept[0] !== whole[0] || kept[1] !== whole[1]) {
    after.push(everyNth(outPlanes, whole, kept, steps));
  }
  return { before, shape, after };
}

type Pair = readonly [number, number];

function roundUp(size: number, step: number): number {
  return Math.ceil(size / step) * step;
}

/** Planes of `size` into planes of `target`, `start` from their upper left corner. */
function intoMiddle(planes: number, size: Pair, target: Pair, start: Pair): Copy {
  return {
    sizes: [planes, ...size],
    sourceStrides: contiguousStrides([planes, ...size]),
    targetStrides: contiguousStrides([planes, ...target]),
    sourceOffset: 0,
    targetOffset: start[0] * target[1] + start[1],
    sourceLength: planes * product(size),
    targetLength: planes * product(target),
  };
}

/** Planes to phases: place (i·d₀ + r, j·d₁ + s) of plane p to place (i, j) of plane p in phase (r, s). */
function phases(planes: number, [height, width]: Pair, [down, across]: Pair): Copy {
  const [rows, columns] = [height / down, width / across];
  const length = planes * height * width;
  return {
    sizes: [down, across, planes, rows, columns],
    sourceStrides: [width, 1, height * width, down * width, across],
    targetStrides: contiguousStrides([down, across, planes, rows, columns]),
    sourceOffset: 0,
    targetOffset: 0,
    sourceLength: length,
    targetLength: length,
  };
}

/** Every `steps`-th place of each plane, as many as are kept. */
function everyNth(planes: number, size: Pair, kept: Pair, steps: Pair): Copy {
  return {
    sizes: [planes, ...kept],
    sourceStrides: [product(size), steps[0] * size[1], steps[1]],
    targetStrides: contiguousStrides([planes, ...kept]),
    sourceOffset: 0,
    targetOffset: 0,
    sourceLength: planes * product(size),
    targetLength: planes * product(kept),
  };
}
