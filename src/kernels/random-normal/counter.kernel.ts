// Standard normal numbers without a state: each invocation counts for itself, so that no order of work changes a number.
import { bytesPerElement, type RandomNormalProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { floatReason, limitReason } from '../limits.ts';
import { floatPrecision } from '../precision.ts';
import { singleReference, singleTolerance, singleTypes } from '../single-precision.ts';
import { tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import source from './counter.wgsl?raw';
import normal from './normal.wgsl?raw';
import { normalDraw } from './normal-reference.ts';
import philox from './philox.wgsl?raw';

/**
 * In 2⁻²⁴ of the radius. Logarithm: a division of 5 and some 4 more, halved by the root; the root as WGSL allows it 9; sine
 * or cosine 3; the product 1.
 */
const UNITS = 20;

/** Of measurements and verification; an experiment gives its own. */
const KEY = [0x5eed, 1] as const;
const FIRST = 1000;

function plan(problem: RandomNormalProblem, tunables: Tunables): KernelPlan {
  const { elements, precision } = problem;
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const vectors = tunable(tunables, 'vectors');
  const count = Math.ceil(elements / 4);
  const whole = elements % 4 === 0;
  return {
    passes: [
      {
        label: 'random-normal/counter',
        code: assembleShader({
          enables: precision === 'f16' ? ['f16'] : [],
          aliases: { Element: singleTypes(precision, whole ? 4 : 1).aliases.Element },
          constants: {
            COUNT: count,
            LENGTH: whole ? count : elements,
            WHOLE: whole ? 1 : 0,
            APART: whole ? 0 : 1,
            WORKGROUP_SIZE: workgroupSize,
            VECTORS: vectors,
          },
          sources: [philox, normal, source],
        }),
        bindings: ['seed', 'y'],
        workgroups: foldedGrid(Math.ceil(count / (workgroupSize * vectors))),
      },
    ],
    buffers: [
      { role: 'uniform', name: 'seed', format: 'u32', values: [...KEY, FIRST, count] },
      { role: 'output', name: 'y', format: floatPrecision(precision), length: elements },
    ],
    flops: 0,
    bytes: elements * bytesPerElement(precision),
    verification: {
      output: 'y',
      tolerance: singleTolerance(precision, UNITS),
      reference(_, index) {
        const { value, radius } = normalDraw(KEY, 4 * FIRST + index);
        return singleReference(value, radius, precision);
      },
      // Ten rounds of long products.
      referenceMacs: 500,
    },
  };
}

export const kernel: KernelDescriptor<RandomNormalProblem> = {
  id: 'random-normal/counter',
  op: 'random-normal',
  label: 'Counter',
  summary:
    'Every invocation turns the number of its place into four normal ones; nothing is remembered.',
  variants: () => [
    { workgroupSize: 64, vectors: 1 },
    { workgroupSize: 64, vectors: 4 },
    { workgroupSize: 256, vectors: 1 },
  ],
  unsupported: (problem, tunables, traits) =>
    floatReason(problem.precision, traits) ??
    limitReason(
      { invocations: tunable(tunables, 'workgroupSize') },
      () => plan(problem, tunables),
      traits,
    ),
  plan,
};
