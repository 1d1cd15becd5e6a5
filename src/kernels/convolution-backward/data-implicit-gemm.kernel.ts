// The gradient of the images as matrix products whose second operand is gathered while it is needed: one
// product for stride 1, and one for each residue class of pixels where the stride is larger.
import type { Conv2dBackwardDataProblem } from '../../shared/problem.ts';
import { convolutionConstants } from '../convolution/convolution-plan.ts';
import type { KernelDescriptor, KernelPlan, ShaderPass, Tunables } from '../descriptor.ts';
import {
  GEMM_BLOCK_TILES,
  GEMM_REGISTER_TILES,
  gemmConstants,
  gemmGrid,
  gemmNeeds,
  gemmReason,
  gemmSources,
} from '../gemm/gemm-form.ts';
import { foldedGrid } from '../grid.ts';
import { limitReason } from '../limits.ts';
import { accumulatorVariants, floatTypes } from '../precision.ts';
import { combinations } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { BACKWARD_DATA_BINDINGS, backwardDataPlan } from './backward-data-plan.ts';
import source from './data-implicit-gemm.wgsl?raw';
import { backwardReason, forwardOf } from './forward-shape.ts';
import { type ResidueClass, residueClasses } from './residue-classes.ts';
import untouched from './untouched.wgsl?raw';

/** Nearly all of a tile would be padding. */
const LEAST_GROUP = 8;

/** Every class is a shader to compile: stride 4 makes 16. */
const LARGEST_STRIDE = 4;

/** The pass only writes: any workgroup of whole subgroups does. */
const WORKGROUP_SIZE = 64;

function passFor(
  problem: Conv2dBackwardDataProblem,
  tunables: Tunables,
  rows: ResidueClass,
  columns: ResidueClass,
): ShaderPass {
  const { batch, inChannels, outChannels, groups, precision } = problem;
  const types = floatTypes(precision, tunables);
  const n = batch * rows.count * columns.count;
  const constants = {
    ...convolutionConstants(forwardOf(problem)),
    ROWS: rows.count,
    COLUMNS: columns.count,
    CLASS_Y: rows.start,
    CLASS_X: columns.start,
    TAPS_Y: rows.taps,
    TAPS_X: columns.taps,
    FIRST_TAP_Y: rows.firstTap,
    FIRST_TAP_X: columns.firstTap,
    FIRST_Y: rows.first,
    FIRST_X: columns.first,
  };
  if (rows.taps * columns.taps === 0) {
    return {
      label: 'convolution-backward/untouched',
      code: assembleShader({
        ...types,
        constants: { ...constants, WORKGROUP_SIZE },
        sources: [untouched],
      }),
      bindings: ['dx'],
      workgroups: foldedGrid(Math.ceil((n * inChannels) / WORKGROUP_SIZE)),
    };
  }
  const shape = {
    m: inChannels / groups,
    n,
    k: (outChannels / groups) * rows.taps * columns.taps,
    layers: groups,
  };
  return {
    label: 'convolution-backward/data-implicit-gemm',
    code: assembleShader({
      ...types,
      constants: { ...constants, ...gemmConstants(shape, tunables) },
      sources: gemmSources(tunables, source),
    }),
    bindings: BACKWARD_DATA_BINDINGS,
    workgroups: gemmGrid(shape, tunables),
  };
}

function plan(problem: Conv2dBackwardDataProblem, tunables: Tunables): KernelPlan {
  const { height, width, kernelHeight, kernelWidth, stride, padding } = problem;
  const columns = residueClasses({ size: width, stride, kernel: kernelWidth, padding });
  const rows = residueClasses({ size: height, stride, kernel: kernelHeight, padding });
  const passes = rows.flatMap((row) =>
    columns.map((column) => passFor(problem, tunables, row, column)),
  );
  return backwardDataPlan(problem, tunables, passes);
}

function shapeReason({
  groups,
  inChannels,
  stride,
}: Conv2dBackwardDataProblem): string | undefined {
  if (groups > 1 && inChannels / groups < LEAST_GROUP) {
    return `Groups of fewer than ${LEAST_GROUP} input channels leave its tiles almost empty; use convolution-backward/data-direct.`;
  }
  return stride > LARGEST_STRIDE
    ? `Its ${stride * stride} residue classes would be as many shaders; use convolution-backward/data-gemm.`
    : undefined;
}

export const kernel: KernelDescriptor<Conv2dBackwardDataProblem> = {
  id: 'convolution-backward/data-implicit-gemm',
  op: 'conv2d-backward-data',
  label: 'Implicit GEMM',
  summary:
    'Computes the gradient as one matrix product for each residue of the stride and gathers while it multiplies.',
  variants: (problem) =>
    combinations(
      [...GEMM_REGISTER_TILES, ...GEMM_BLOCK_TILES],
      accumulatorVariants(problem.precision),
    ),
  unsupported: (problem, tunables, traits) =>
    backwardReason(problem, traits) ??
    shapeReason(problem) ??
    gemmReason(tunables) ??
    limitReason(gemmNeeds(problem.precision, tunables), () => plan(problem, tunables), traits),
  plan,
};
