// A copy in the order of the target: every place is computed from its number by divisions through constants.
import type { RearrangeProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { fillsGrid, foldedGrid } from '../grid.ts';
import { floatReason, limitReason } from '../limits.ts';
import { singleTypes } from '../single-precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import { rearrangePlan } from './rearrange-plan.ts';
import source from './strided.wgsl?raw';
import { axisConstants, hasGaps, mergedAxes, viewElements, viewReason } from './views.ts';

/** Vectors need rows that are contiguous in both tensors, and all else in whole vectors. */
function fitsVectors(problem: RearrangeProblem): boolean {
  const axes = mergedAxes(problem);
  const inner = axes.at(-1);
  const { sourceOffset, targetOffset, sourceLength, targetLength } = problem;
  const multiples = [
    ...[sourceOffset, targetOffset, sourceLength, targetLength, inner?.size ?? 1],
    ...axes.slice(0, -1).flatMap((axis) => [axis.source, axis.target]),
  ];
  return inner?.source === 1 && inner.target === 1 && multiples.every((number) => number % 4 === 0);
}

function plan(problem: RearrangeProblem, tunables: Tunables): KernelPlan {
  const width = tunable(tunables, 'vectorWidth');
  const region = tunable(tunables, 'workgroupSize') * tunable(tunables, 'vectors');
  const clears = problem.mode === 'clear' && hasGaps(problem);
  const count = (clears ? problem.targetLength : viewElements(problem)) / width;
  const workgroups = foldedGrid(Math.ceil(count / region));
  const code = assembleShader({
    ...singleTypes(problem.precision, width),
    constants: {
      SOURCE_LENGTH: problem.sourceLength / width,
      TARGET_LENGTH: problem.targetLength / width,
      SOURCE_OFFSET: problem.sourceOffset / width,
      TARGET_OFFSET: problem.targetOffset / width,
      COUNT: count,
      WORKGROUP_SIZE: tunable(tunables, 'workgroupSize'),
      VECTORS: tunable(tunables, 'vectors'),
      GAPS: clears ? 1 : 0,
      DENSE: clears ? 0 : 1,
      ADD: problem.mode === 'add' ? 1 : 0,
      WRITE: problem.mode === 'add' ? 0 : 1,
      // A folded grid has workgroups to spare, and an addition must not happen twice.
      EDGES: fillsGrid(workgroups, region, count) ? 0 : 1,
      ...axisConstants(mergedAxes(problem), width),
    },
    sources: [source],
  });
  return {
    ...rearrangePlan(problem),
    passes: [
      {
        label: 'rearrange/strided',
        code,
        bindings: ['source', 'target'],
        workgroups,
      },
    ],
  };
}

export const kernel: KernelDescriptor<RearrangeProblem> = {
  id: 'rearrange/strided',
  op: 'rearrange',
  label: 'Strided',
  summary: 'Every invocation moves a few elements, neighbours of the target side by side.',
  variants: (problem) =>
    combinations(
      fitsVectors(problem) ? [{ vectorWidth: 4 }, { vectorWidth: 1 }] : [{ vectorWidth: 1 }],
      [
        { workgroupSize: 64, vectors: 4 },
        { workgroupSize: 256, vectors: 1 },
        { workgroupSize: 64, vectors: 1 },
        { workgroupSize: 256, vectors: 4 },
      ],
    ),
  unsupported(problem, tunables, traits) {
    const reason = viewReason(problem) ?? floatReason(problem.precision, traits);
    if (reason !== undefined) return reason;
    if (tunable(tunables, 'vectorWidth') === 4 && !fitsVectors(problem)) {
      return 'Vectors of four need rows that are contiguous in both tensors and whole vectors long.';
    }
    return limitReason(
      { invocations: tunable(tunables, 'workgroupSize') },
      () => plan(problem, tunables),
      traits,
    );
  },
  plan,
};
