// The gradient of pooling, gathered by pixel. Where the maximum of a window stands is found first, so that `y` is not
// needed.
import {
  bytesPerElement,
  pool2dOutputSize,
  type Pool2dGradientProblem,
} from '../../shared/problem.ts';
import type {
  BufferSpec,
  KernelDescriptor,
  KernelPlan,
  ShaderPass,
  Tunables,
} from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { floatReason, limitReason } from '../limits.ts';
import { floatPrecision, SUM_UNITS } from '../precision.ts';
import { singleTolerance } from '../single-precision.ts';
import { tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import firstMaximum from './first-maximum.wgsl?raw';
import { poolingGradientReference } from './gradient-reference.ts';
import source from './gradient.wgsl?raw';
import { imagesWithTies } from './ties.ts';

/** The sum over windows, and WGSL's division of each (2.5 units of 2^-23). */
const UNITS = { max: SUM_UNITS, average: SUM_UNITS + 5 } as const;

/** Windows that a pixel lies in, up to which visiting them is unrolled. */
const FEW_WINDOWS = 9;

/** Pixels of a window, up to which looking at them is unrolled. */
const SMALL_WINDOW = 25;

function plan(problem: Pool2dGradientProblem, tunables: Tunables): KernelPlan {
  const { kind, planes, height, width, kernel: side, stride, padding, precision } = problem;
  const output = pool2dOutputSize(problem);
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const pixels = tunable(tunables, 'pixels');
  const windowsY = Math.min(Math.ceil(side / stride), output.height);
  const windowsX = Math.min(Math.ceil(side / stride), output.width);
  const few = windowsY * windowsX <= FEW_WINDOWS;
  const format = floatPrecision(precision);
  const length = planes * height * width;
  const places = planes * output.height * output.width;
  const maximum = kind === 'max';
  const shader = {
    enables: format === 'f16' ? ['f16'] : [],
    aliases: { Storage: format },
    constants: {
      PLANES: planes,
      HEIGHT: height,
      WIDTH: width,
      OUT_HEIGHT: output.height,
      OUT_WIDTH: output.width,
      KERNEL: side,
      STRIDE: stride,
      PADDING: padding,
      WINDOWS_Y: windowsY,
      WINDOWS_X: windowsX,
      FEW_WINDOWS: few ? 1 : 0,
      MANY_WINDOWS: few ? 0 : 1,
      SMALL_WINDOW: side ** 2 <= SMALL_WINDOW ? 1 : 0,
      LARGE_WINDOW: side ** 2 <= SMALL_WINDOW ? 0 : 1,
      PIXELS: pixels,
      WORKGROUP_SIZE: workgroupSize,
      MAXIMUM: maximum ? 1 : 0,
      AVERAGE: maximum ? 0 : 1,
    },
  };
  const find: ShaderPass = {
    label: 'pooling/gradient first maximum',
    code: assembleShader({ ...shader, sources: [firstMaximum] }),
    bindings: ['x', 'places'],
    workgroups: foldedGrid(Math.ceil(places / workgroupSize)),
  };
  const gather: ShaderPass = {
    label: 'pooling/gradient',
    code: assembleShader({ ...shader, sources: [source] }),
    bindings: [...(maximum ? ['places'] : []), 'dy', 'dx'],
    workgroups: foldedGrid(Math.ceil(length / (workgroupSize * pixels))),
  };
  const forward: readonly BufferSpec[] = [
    { role: 'input', name: 'x', format, length, contents: imagesWithTies(length) },
    { role: 'scratch', name: 'places', format: 'u32', length: places },
  ];
  return {
    passes: maximum ? [find, gather] : [gather],
    buffers: [
      ...(maximum ? forward : []),
      { role: 'input', name: 'dy', format, length: places },
      { role: 'output', name: 'dx', format, length },
    ],
    flops: 0,
    bytes: (maximum ? 2 : 1) * (length + places) * bytesPerElement(precision),
    verification: {
      output: 'dx',
      tolerance: singleTolerance(precision, UNITS[kind]),
      reference: (inputs, index) => poolingGradientReference(problem, inputs, index),
      // It looks at every window of a plane, and into those that hold the pixel.
      referenceMacs: output.height * output.width + windowsY * windowsX * side ** 2,
    },
  };
}

function shapeReason(problem: Pool2dGradientProblem): string | undefined {
  const { height, width } = pool2dOutputSize(problem);
  if (height < 1 || width < 1) return 'The window is larger than the padded image.';
  return problem.padding >= problem.kernel
    ? 'Some windows would lie in the padding alone.'
    : undefined;
}

export const kernel: KernelDescriptor<Pool2dGradientProblem> = {
  id: 'pooling/gradient',
  op: 'pool2d-gradient',
  label: 'Gradient by pixel',
  summary: 'Every invocation adds up what the windows around its pixels give them.',
  variants: () => [
    { workgroupSize: 64, pixels: 4 },
    { workgroupSize: 256, pixels: 1 },
    { workgroupSize: 64, pixels: 1 },
  ],
  unsupported: (problem, tunables, traits) =>
    shapeReason(problem) ??
    floatReason(problem.precision, traits) ??
    limitReason(
      { invocations: tunable(tunables, 'workgroupSize') },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
