// The gradient of a small table, such as BERT's of two segments: thousands of places share each row, so that
// their sum is split among many invocations.
import type { EmbeddingGradientProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { singleTypes } from '../single-precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import join from './by-entry-join.wgsl?raw';
import source from './by-entry.wgsl?raw';
import { embeddingGradientPlan, embeddingGradientReason } from './gradient-plan.ts';

/** Every entry looks at every id: with more of them the search outweighs the sums. */
const MOST_ENTRIES = 64;

function plan(problem: EmbeddingGradientProblem, tunables: Tunables): KernelPlan {
  const { count, entries, features, accumulate = false, precision } = problem;
  const width = tunable(tunables, 'vectorWidth');
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const share = Math.ceil(count / tunable(tunables, 'splits'));
  const splits = Math.ceil(count / share);
  const elements = (entries * features) / width;
  const shader = {
    ...singleTypes(precision, width),
    constants: {
      COUNT: count,
      ENTRIES: entries,
      COLUMNS: features / width,
      SPLITS: splits,
      SHARE: share,
      WORKGROUP_SIZE: workgroupSize,
      ACCUMULATE: accumulate ? 1 : 0,
    },
  };
  return {
    ...embeddingGradientPlan(problem, [
      { role: 'scratch', name: 'parts', format: 'f32', length: splits * entries * features },
    ]),
    passes: [
      {
        label: 'embedding/by-entry',
        code: assembleShader({ ...shader, sources: [source] }),
        bindings: ['ids', 'dy', 'parts'],
        workgroups: foldedGrid(Math.ceil((splits * elements) / workgroupSize)),
      },
      {
        label: 'embedding/by-entry join',
        code: assembleShader({ ...shader, sources: [join] }),
        bindings: ['parts', 'dtable'],
        workgroups: foldedGrid(Math.ceil(elements / workgroupSize)),
      },
    ],
  };
}

export const kernel: KernelDescriptor<EmbeddingGradientProblem> = {
  id: 'embedding/by-entry',
  op: 'embedding-gradient',
  label: 'By entry',
  summary: 'Every row of a small table is summed over shares of all places, which are then joined.',
  variants: ({ features }) =>
    combinations(
      features % 4 === 0 ? [{ vectorWidth: 4 }, { vectorWidth: 1 }] : [{ vectorWidth: 1 }],
      [{ splits: 64 }, { splits: 16 }, { splits: 256 }],
      [{ workgroupSize: 64 }],
    ),
  unsupported: (problem, tunables, traits) =>
    problem.entries > MOST_ENTRIES
      ? `It is for tables of at most ${MOST_ENTRIES} entries; this one has ${problem.entries}.`
      : embeddingGradientReason(problem, tunables, traits, () => plan(problem, tunables)),
  plan,
};
