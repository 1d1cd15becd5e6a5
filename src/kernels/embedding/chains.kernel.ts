// The table's gradient by chains: every place knows the next one with the same id, so that a row is summed in
// order, without atomics on floats, which WGSL does not have.
import type { EmbeddingGradientProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, ShaderPass, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { singleTypes } from '../single-precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import clear from './chains-clear.wgsl?raw';
import link from './chains-link.wgsl?raw';
import mark from './chains-mark.wgsl?raw';
import sum from './chains-sum.wgsl?raw';
import { embeddingGradientPlan, embeddingGradientReason } from './gradient-plan.ts';

/** Elements that one invocation clears: with few, a table of 38 million values takes CPU adapters seconds. */
const TURNS = 16;

function plan(problem: EmbeddingGradientProblem, tunables: Tunables): KernelPlan {
  const { count, entries, features, accumulate = false, precision } = problem;
  const width = tunable(tunables, 'vectorWidth');
  const workgroupSize = tunable(tunables, 'workgroupSize');
  const columns = features / width;
  const pass = (
    name: string,
    source: string,
    bindings: readonly string[],
    invocations: number,
  ): ShaderPass => ({
    label: `embedding/chains ${name}`,
    code: assembleShader({
      ...singleTypes(precision, width),
      constants: {
        COUNT: count,
        ENTRIES: entries,
        COLUMNS: columns,
        WORKGROUP_SIZE: workgroupSize,
        TURNS,
        CLEAR: accumulate ? 0 : 1,
        ACCUMULATE: accumulate ? 1 : 0,
      },
      sources: [source],
    }),
    bindings,
    workgroups: foldedGrid(Math.ceil(invocations / workgroupSize)),
  });
  const cleared = accumulate ? entries : entries * columns;
  return {
    ...embeddingGradientPlan(problem, [
      { role: 'scratch', name: 'marks', format: 'u32', length: 2 * entries },
      { role: 'scratch', name: 'next', format: 'u32', length: count },
    ]),
    passes: [
      pass('clear', clear, accumulate ? ['marks'] : ['marks', 'dtable'], cleared / TURNS),
      pass('mark', mark, ['ids', 'marks'], count),
      pass('link', link, ['ids', 'marks', 'next'], count),
      pass('sum', sum, ['ids', 'dy', 'marks', 'next', 'dtable'], count * columns),
    ],
  };
}

export const kernel: KernelDescriptor<EmbeddingGradientProblem> = {
  id: 'embedding/chains',
  op: 'embedding-gradient',
  label: 'Chains',
  summary:
    'Links the places of every id, then sums each row of the table along its chain, in order.',
  variants: ({ features }) =>
    combinations(
      features % 4 === 0 ? [{ vectorWidth: 4 }, { vectorWidth: 1 }] : [{ vectorWidth: 1 }],
      [{ workgroupSize: 64 }, { workgroupSize: 256 }],
    ),
  unsupported: (problem, tunables, traits) =>
    embeddingGradientReason(problem, tunables, traits, () => plan(problem, tunables)),
  plan,
};
