// Dropout: one hash for each draw beside the traffic of a copy, no mask in memory.
import { bytesPerElement, type DropoutProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { mapReason, mapVariants } from '../elementwise/map-pass.ts';
import { fillsGrid, foldedGrid } from '../grid.ts';
import { floatPrecision } from '../precision.ts';
import { singleReference, singleTolerance, singleTypes } from '../single-precision.ts';
import { tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { draw, dropThreshold, type DropoutSeed } from './draw.ts';
import source from './map.wgsl?raw';

/** One product with a rounded factor; 8 covers the rounding of subnormal f16 results too. */
const UNITS = 8;

/** Of measurements and verification; a training step gives its own. */
const SEED: DropoutSeed = [0x5eed, 1];

function plan(problem: DropoutProblem, tunables: Tunables): KernelPlan {
  const { elements, group, rate, precision } = problem;
  const width = tunable(tunables, 'vectorWidth');
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const vectors = tunable(tunables, 'vectors');
  const count = elements / width;
  const region = workgroupSize * vectors;
  const workgroups = foldedGrid(Math.ceil(count / region));
  const together = group % width === 0;
  const factor = 1 / (1 - rate);
  const stored = { format: floatPrecision(precision), length: elements } as const;
  return {
    passes: [
      {
        label: 'dropout/map',
        code: assembleShader({
          ...singleTypes(precision, width),
          constants: {
            COUNT: count,
            GROUP: group,
            THRESHOLD: dropThreshold(rate),
            WIDTH: width,
            TOGETHER: together ? 1 : 0,
            APART: together ? 0 : 1,
            WORKGROUP_SIZE: workgroupSize,
            VECTORS: vectors,
            EDGES: fillsGrid(workgroups, region, count) ? 0 : 1,
          },
          sources: [`const FACTOR = f32(${factor});`, source],
        }),
        bindings: ['seed', 'x', 'y'],
        workgroups,
      },
    ],
    buffers: [
      { role: 'uniform', name: 'seed', format: 'u32', values: SEED },
      { role: 'input', name: 'x', ...stored },
      { role: 'output', name: 'y', ...stored },
    ],
    flops: 0,
    bytes: 2 * elements * bytesPerElement(precision),
    verification: {
      output: 'y',
      tolerance: singleTolerance(precision, UNITS),
      reference({ x = [] }, index) {
        const dropped = draw(SEED, Math.floor(index / group)) < dropThreshold(rate);
        const value = dropped ? 0 : (x[index] ?? NaN) * factor;
        return singleReference(value, Math.abs(value), precision);
      },
    },
  };
}

export const kernel: KernelDescriptor<DropoutProblem> = {
  id: 'dropout/map',
  op: 'dropout',
  label: 'Map',
  summary:
    'Every invocation draws for a few values by a hash of their place; nothing is remembered.',
  variants: ({ elements }) => mapVariants(elements),
  unsupported: (problem, tunables, traits) =>
    mapReason(
      { length: problem.elements, precision: problem.precision },
      tunables,
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
