// Compressed sparse rows times a dense matrix or vector: what unstructured pruning leaves. Each value of B
// that is read serves one product, so it wins only by what is not stored.
import { type SparseMatmulProblem, storedWeights } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { floatReason, limitReason, type WorkgroupNeeds } from '../limits.ts';
import { accumulatorType, accumulatorVariants, floatTypes } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import source from './csr.wgsl?raw';
import { SPARSE_BINDINGS, sparsePlan } from './sparse-plan.ts';

/** A subgroup's width of lanes along B; the wide strip is for adapters whose every load is slow. */
const STRIPS: readonly Tunables[] = [
  { lanes: 32, slices: 1, rows: 4, columns: 2, unroll: 4 },
  { lanes: 32, slices: 1, rows: 2, columns: 4, unroll: 2 },
  { lanes: 8, slices: 1, rows: 4, columns: 8, unroll: 2 },
];

/** For few columns: many slices for long rows on GPUs, none for short rows and for CPU adapters. */
const VECTORS: readonly Tunables[] = [
  { lanes: 1, slices: 32, rows: 4, columns: 1, unroll: 2 },
  { lanes: 1, slices: 8, rows: 16, columns: 1, unroll: 2 },
  { lanes: 1, slices: 1, rows: 64, columns: 1, unroll: 4 },
];

/** Below, lanes along the columns would mostly idle. */
const FEWEST_COLUMNS_OF_A_STRIP = 8;

function needs(tunables: Tunables): WorkgroupNeeds {
  const slices = tunable(tunables, 'slices');
  const invocations = tunable(tunables, 'lanes') * slices * tunable(tunables, 'rows');
  const bytes = accumulatorType(tunables) === 'f16' ? 2 : 4;
  return {
    invocations,
    storageBytes: slices === 1 ? 0 : invocations * tunable(tunables, 'columns') * bytes,
  };
}

function plan(problem: SparseMatmulProblem, tunables: Tunables): KernelPlan {
  const { m, n, k } = problem;
  const rows = tunable(tunables, 'rows');
  const lanes = tunable(tunables, 'lanes');
  const columns = tunable(tunables, 'columns');
  const slices = tunable(tunables, 'slices');
  const code = assembleShader({
    ...floatTypes(problem.precision, tunables),
    constants: {
      M: m,
      N: n,
      K: k,
      STORED: storedWeights(problem),
      LANES: lanes,
      SLICES: slices,
      SLICED: slices === 1 ? 0 : 1,
      ROWS: rows,
      COLUMNS: columns,
      UNROLL: tunable(tunables, 'unroll'),
    },
    sources: [source],
  });
  return sparsePlan(problem, tunables, [
    {
      label: 'sparse/csr',
      code,
      bindings: SPARSE_BINDINGS,
      workgroups: [Math.ceil(m / rows), Math.ceil(n / (lanes * columns)), 1],
    },
  ]);
}

export const kernel: KernelDescriptor<SparseMatmulProblem> = {
  id: 'sparse/csr',
  op: 'sparse-matmul',
  label: 'Compressed rows',
  summary:
    'Multiplies only the stored elements of each row; its rate counts those, not the dense equivalent.',
  variants: ({ n, precision }) =>
    combinations(n < FEWEST_COLUMNS_OF_A_STRIP ? VECTORS : STRIPS, accumulatorVariants(precision)),
  unsupported(problem, tunables, traits) {
    if (problem.format !== 'csr') return 'It multiplies weights in compressed rows, not in blocks.';
    return (
      floatReason(problem.precision, traits) ??
      limitReason(needs(tunables), () => plan(problem, tunables), traits)
    );
  },
  plan,
};
