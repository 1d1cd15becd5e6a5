// Pooling: no arithmetic to speak of, so that all depends on loading every pixel once.
import { bytesPerElement, pool2dOutputSize, type Pool2dProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { floatReason, limitReason } from '../limits.ts';
import { floatPrecision } from '../precision.ts';
import { singleTolerance } from '../single-precision.ts';
import { tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { poolingReference } from './pooling-reference.ts';
import source from './windows.wgsl?raw';

/** The sum of a window (8 u) and WGSL's division (2.5 units of 2^-23). */
const AVERAGE_UNITS = 13;

/** Strips pay where windows overlap; single outputs read side by side where they do not. */
const TILES: readonly Tunables[] = [
  { tileY: 1, tileX: 1, workgroupSize: 64 },
  { tileY: 1, tileX: 1, workgroupSize: 256 },
  { tileY: 1, tileX: 4, workgroupSize: 64 },
  { tileY: 2, tileX: 4, workgroupSize: 64 },
];

/** Pixels that an invocation can keep: GPUs have up to 255 registers, results and addresses take some. */
const LARGEST_PATCH = 160;

function patchOf({ kernel, stride }: Pool2dProblem, tunables: Tunables): number {
  const rows = (tunable(tunables, 'tileY') - 1) * stride + kernel;
  const columns = (tunable(tunables, 'tileX') - 1) * stride + kernel;
  return rows * columns;
}

function plan(problem: Pool2dProblem, tunables: Tunables): KernelPlan {
  const { kind, planes, height, width, kernel: side, stride, padding, precision } = problem;
  const output = pool2dOutputSize(problem);
  const tileX = tunable(tunables, 'tileX');
  const tileY = tunable(tunables, 'tileY');
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const stripsX = Math.ceil(output.width / tileX);
  const strips = stripsX * Math.ceil(output.height / tileY);
  const small = patchOf(problem, tunables) <= LARGEST_PATCH;
  const format = floatPrecision(precision);
  const lengths = {
    x: planes * height * width,
    y: planes * output.height * output.width,
  };
  return {
    passes: [
      {
        label: 'pooling/windows',
        code: assembleShader({
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
            TILE_X: tileX,
            TILE_Y: tileY,
            STRIPS_X: stripsX,
            STRIPS: strips,
            WORKGROUP_SIZE: workgroupSize,
            MAXIMUM: kind === 'max' ? 1 : 0,
            AVERAGE: kind === 'average' ? 1 : 0,
            SMALL_WINDOW: small ? 1 : 0,
            LARGE_WINDOW: small ? 0 : 1,
          },
          sources: [source],
        }),
        bindings: ['x', 'y'],
        workgroups: foldedGrid(Math.ceil((planes * strips) / workgroupSize)),
      },
    ],
    buffers: [
      { role: 'input', name: 'x', format, length: lengths.x },
      { role: 'output', name: 'y', format, length: lengths.y },
    ],
    flops: 0,
    bytes: (lengths.x + lengths.y) * bytesPerElement(precision),
    verification: {
      output: 'y',
      tolerance: kind === 'max' ? { kind: 'exact' } : singleTolerance(precision, AVERAGE_UNITS),
      reference: (inputs, index) => poolingReference(problem, inputs, index),
      referenceMacs: side ** 2,
    },
  };
}

function shapeReason(problem: Pool2dProblem, tunables: Tunables): string | undefined {
  const { height, width } = pool2dOutputSize(problem);
  if (height < 1 || width < 1) return 'The window is larger than the padded image.';
  if (problem.padding >= problem.kernel) return 'Some windows would lie in the padding alone.';
  const single = tunable(tunables, 'tileX') * tunable(tunables, 'tileY') === 1;
  return single || patchOf(problem, tunables) <= LARGEST_PATCH
    ? undefined
    : `Its patch of ${patchOf(problem, tunables)} pixels does not fit in registers.`;
}

export const kernel: KernelDescriptor<Pool2dProblem> = {
  id: 'pooling/windows',
  op: 'pool2d',
  label: 'Windows',
  summary: 'Every invocation keeps a patch of one plane in registers and loads each pixel once.',
  variants: () => TILES,
  unsupported: (problem, tunables, traits) =>
    shapeReason(problem, tunables) ??
    floatReason(problem.precision, traits) ??
    limitReason(
      { invocations: tunable(tunables, 'workgroupSize') },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
