// Dense blocks of 16×16 in compressed rows of blocks, times a dense matrix or vector: what structured pruning
// leaves. Inside a block it is a dense register tile, so it gains as soon as blocks are left out.
import { SPARSE_BLOCK, sparseGrid, type SparseMatmulProblem } from '../../shared/problem.ts';
import type { KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { floatReason, limitReason, type WorkgroupNeeds } from '../limits.ts';
import { accumulatorType, accumulatorVariants, floatTypes } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import source from './block-16.wgsl?raw';
import { SPARSE_BINDINGS, sparsePlan } from './sparse-plan.ts';

/** `tileM` rows for `columns` columns an invocation; the largest tile is for adapters whose loads are slow. */
const STRIPS: readonly Tunables[] = [
  { lanes: 32, slices: 1, tileM: 8, columns: 4 },
  { lanes: 64, slices: 1, tileM: 16, columns: 2 },
  { lanes: 32, slices: 1, tileM: 16, columns: 4 },
  { lanes: 8, slices: 1, tileM: 16, columns: 8 },
];

/** For few columns: a lane for each place along k of a block, or none for CPU adapters. */
const VECTORS: readonly Tunables[] = [
  { lanes: 1, slices: 16, tileM: 8, columns: 1 },
  { lanes: 1, slices: 16, tileM: 4, columns: 1 },
  { lanes: 1, slices: 4, tileM: 16, columns: 1 },
];

/** Below, lanes along the columns would mostly idle. */
const FEWEST_COLUMNS_OF_A_STRIP = 8;

function needs(tunables: Tunables): WorkgroupNeeds {
  const slices = tunable(tunables, 'slices');
  const lanes = tunable(tunables, 'lanes');
  const width = lanes * tunable(tunables, 'columns');
  const bytes = accumulatorType(tunables) === 'f16' ? 2 : 4;
  return {
    invocations: (lanes * slices * SPARSE_BLOCK) / tunable(tunables, 'tileM'),
    storageBytes: slices === 1 ? 0 : SPARSE_BLOCK * slices * width * bytes,
  };
}

/** Why a block cannot be divided as the shader does, or undefined. */
function tileReason(tunables: Tunables): string | undefined {
  const tileM = tunable(tunables, 'tileM');
  return tileM % 4 === 0 &&
    SPARSE_BLOCK % tileM === 0 &&
    SPARSE_BLOCK % tunable(tunables, 'slices') === 0
    ? undefined
    : 'Its tileM must be 4, 8 or 16, and its slices must divide 16.';
}

function plan(problem: SparseMatmulProblem, tunables: Tunables): KernelPlan {
  const { m, n, k } = problem;
  const { rows, kept } = sparseGrid(problem);
  const lanes = tunable(tunables, 'lanes');
  const columns = tunable(tunables, 'columns');
  const slices = tunable(tunables, 'slices');
  const code = assembleShader({
    ...floatTypes(problem.precision, tunables),
    constants: {
      M: m,
      N: n,
      K: k,
      BLOCK_ROWS: rows,
      BLOCKS: rows * kept,
      LANES: lanes,
      SLICES: slices,
      SLICED: slices === 1 ? 0 : 1,
      TILE_M: tunable(tunables, 'tileM'),
      COLUMNS: columns,
      RAGGED: k % SPARSE_BLOCK === 0 ? 0 : 1,
    },
    sources: [source],
  });
  return sparsePlan(problem, tunables, [
    {
      label: 'sparse/block-16',
      code,
      bindings: SPARSE_BINDINGS,
      workgroups: [rows, Math.ceil(n / (lanes * columns)), 1],
    },
  ]);
}

export const kernel: KernelDescriptor<SparseMatmulProblem> = {
  id: 'sparse/block-16',
  op: 'sparse-matmul',
  label: 'Blocks of 16×16',
  summary:
    'Multiplies only the stored blocks by register tiles; its rate counts those, not the dense equivalent.',
  variants: ({ n, precision }) =>
    combinations(n < FEWEST_COLUMNS_OF_A_STRIP ? VECTORS : STRIPS, accumulatorVariants(precision)),
  unsupported(problem, tunables, traits) {
    if (problem.format !== 'block-16')
      return 'It multiplies weights in blocks, not in single elements.';
    return (
      tileReason(tunables) ??
      floatReason(problem.precision, traits) ??
      limitReason(needs(tunables), () => plan(problem, tunables), traits)
    );
  },
  plan,
};
