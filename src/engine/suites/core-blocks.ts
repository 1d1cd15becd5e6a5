// Products and convolutions: what every suite measures of dense layers, each a ladder of problems from tiny to large, taken
// from the shapes of real networks. The device's own speed decides how far up a suite goes.
import type { DeviceTraits } from '../../kernels/descriptor.ts';
import type { Conv2dProblem, MatmulProblem, Precision } from '../../shared/problem.ts';
import type { Block } from './block.ts';

const matmulSizes = [128, 256, 512, 1024, 2048, 4096];

function matmul(size: number, precision: Precision): MatmulProblem {
  return { op: 'matmul', m: size, n: size, k: size, precision };
}

interface ConvolutionShape {
  readonly channels: readonly [number, number];
  readonly size: number;
  readonly kernel: number;
  readonly batch: number;
  readonly depthwise?: boolean;
}

function convolution(shape: ConvolutionShape, precision: Precision): Conv2dProblem {
  const [inChannels, outChannels] = shape.channels;
  return {
    op: 'conv2d',
    batch: shape.batch,
    inChannels,
    height: shape.size,
    width: shape.size,
    outChannels,
    kernelHeight: shape.kernel,
    kernelWidth: shape.kernel,
    stride: 1,
    padding: (shape.kernel - 1) / 2,
    groups: shape.depthwise === true ? inChannels : 1,
    precision,
  };
}

/** ResNet's 3×3 stages. */
const spatialShapes: readonly ConvolutionShape[] = [
  { channels: [32, 32], size: 14, kernel: 3, batch: 1 },
  { channels: [64, 64], size: 28, kernel: 3, batch: 1 },
  { channels: [64, 64], size: 56, kernel: 3, batch: 1 },
  { channels: [64, 64], size: 56, kernel: 3, batch: 8 },
  { channels: [128, 128], size: 28, kernel: 3, batch: 64 },
  { channels: [256, 256], size: 14, kernel: 3, batch: 256 },
];

/** ResNet-50's bottlenecks. */
const pointwiseShapes: readonly ConvolutionShape[] = [
  { channels: [64, 64], size: 14, kernel: 1, batch: 1 },
  { channels: [64, 128], size: 28, kernel: 1, batch: 1 },
  { channels: [64, 256], size: 56, kernel: 1, batch: 1 },
  { channels: [256, 64], size: 56, kernel: 1, batch: 8 },
  { channels: [512, 128], size: 28, kernel: 1, batch: 64 },
  { channels: [1024, 256], size: 14, kernel: 1, batch: 256 },
];

/** MobileNetV2's expanded layers. */
const depthwiseShapes: readonly ConvolutionShape[] = [
  { channels: [32, 32], size: 28, kernel: 3, batch: 1, depthwise: true },
  { channels: [96, 96], size: 56, kernel: 3, batch: 1, depthwise: true },
  { channels: [144, 144], size: 56, kernel: 3, batch: 4, depthwise: true },
  { channels: [144, 144], size: 56, kernel: 3, batch: 32, depthwise: true },
  { channels: [144, 144], size: 56, kernel: 3, batch: 64, depthwise: true },
];

function blocksFor(precision: Precision): readonly Block[] {
  const convolutions = (shapes: readonly ConvolutionShape[]) =>
    shapes.map((shape) => convolution(shape, precision));
  return [
    {
      id: `matmul-${precision}`,
      title: `Matrix product, ${precision}`,
      ladder: matmulSizes.map((size) => matmul(size, precision)),
    },
    {
      id: `convolution-spatial-${precision}`,
      title: `3×3 convolution, ${precision}`,
      ladder: convolutions(spatialShapes),
    },
    {
      id: `convolution-pointwise-${precision}`,
      title: `1×1 convolution, ${precision}`,
      ladder: convolutions(pointwiseShapes),
    },
    {
      id: `convolution-depthwise-${precision}`,
      title: `Depthwise convolution, ${precision}`,
      ladder: convolutions(depthwiseShapes),
    },
  ];
}

/** f16 only where the device has `shader-f16`. */
export function coreBlocks({ features }: Pick<DeviceTraits, 'features'>): readonly Block[] {
  return [...blocksFor('f32'), ...(features.has('shader-f16') ? blocksFor('f16') : [])];
}
