// The product of a matrix and a vector, what a network of batch 1 consists of: bound by reading the matrix
// once, so the kernels here differ from a tiled product in how they read, and share the sums among invocations.
import type { MatmulProblem } from '../../shared/problem.ts';
import type { DeviceTraits, KernelDescriptor, KernelPlan, Tunables } from '../descriptor.ts';
import { foldedGrid } from '../grid.ts';
import { floatReason, limitReason } from '../limits.ts';
import { accumulatorVariants } from '../precision.ts';
import { combinations, tunable } from '../tunables.ts';
import { assembleShader } from '../wgsl/assemble.ts';
import columnsSource from './gemv-columns.wgsl?raw';
import resultSource from './gemv-result.wgsl?raw';
import rowsSource from './gemv-rows.wgsl?raw';
import { matmulBindings, matmulPlan, matmulShader } from './matmul-plan.ts';

/** The matrix of the product, apart from which operand it is. */
interface MatrixTimesVector {
  readonly outputs: number;
  readonly depth: number;
  /** Rows of the stored matrix are the outputs; otherwise its columns are. */
  readonly byRows: boolean;
  /** The buffers of matrix and vector. */
  readonly operands: readonly ['a' | 'b', 'a' | 'b'];
}

function readAs({ m, n, k, transpose }: MatmulProblem): MatrixTimesVector {
  return n === 1
    ? { outputs: m, depth: k, byRows: transpose !== 'a', operands: ['a', 'b'] }
    : { outputs: n, depth: k, byRows: transpose === 'b', operands: ['b', 'a'] };
}

/**
 * By rows. `lanes` invocations share a row, `groups` of them stand in a workgroup, each holds `rows` rows.
 * 64 lanes are two subgroups or one; 256 suit few long rows. A single lane needs no sum across invocations
 * and reads no vectors: for CPU adapters, where every lane of a load costs the same wherever it points.
 */
const ROW_FORMS: readonly Tunables[] = [
  { lanes: 64, groups: 1, rows: 4, unrollK: 1 },
  { lanes: 32, groups: 4, rows: 2, unrollK: 2 },
  { lanes: 256, groups: 1, rows: 1, unrollK: 2 },
  { lanes: 32, groups: 1, rows: 4, unrollK: 2, subgroups: 1 },
  { lanes: 128, groups: 1, rows: 4, unrollK: 1, subgroups: 1 },
];
const SINGLE_LANE_ROWS: readonly Tunables[] = [
  { lanes: 1, groups: 32, rows: 8, unrollK: 4, vectorWidth: 1 },
  { lanes: 1, groups: 16, rows: 16, unrollK: 2, vectorWidth: 1 },
];

/** By columns. The fewer lanes, the more workgroups share a narrow matrix, down to 64 bytes of a row each. */
const COLUMN_FORMS: readonly Tunables[] = [
  { lanes: 32, splits: 8, columns: 1, unrollK: 4 },
  { lanes: 8, splits: 32, columns: 1, unrollK: 4 },
  { lanes: 64, splits: 4, columns: 2, unrollK: 2 },
];
const SINGLE_SPLIT_COLUMNS: readonly Tunables[] = [
  { lanes: 32, splits: 1, columns: 8, unrollK: 4, vectorWidth: 1 },
  { lanes: 16, splits: 1, columns: 16, unrollK: 2, vectorWidth: 1 },
];

function contiguous({ outputs, depth, byRows }: MatrixTimesVector): number {
  return byRows ? depth : outputs;
}

/** The form's own constants, what a workgroup covers, and its invocations. */
function form(byRows: boolean, tunables: Tunables) {
  const lanes = tunable(tunables, 'lanes');
  const unrollK = tunable(tunables, 'unrollK');
  if (!byRows) {
    const splits = tunable(tunables, 'splits');
    const columns = tunable(tunables, 'columns');
    return {
      constants: { LANES: lanes, SPLITS: splits, COLUMNS: columns, UNROLL_K: unrollK },
      covered: lanes * columns * tunable(tunables, 'vectorWidth'),
      invocations: lanes * splits,
      partials: splits === 1 ? 0 : lanes * splits * columns * tunable(tunables, 'vectorWidth'),
    };
  }
  const groups = tunable(tunables, 'groups');
  const rows = tunable(tunables, 'rows');
  const bySubgroups = tunables['subgroups'] === 1;
  return {
    constants: {
      LANES: lanes,
      GROUPS: groups,
      ROWS: rows,
      UNROLL_K: unrollK,
      SUBGROUPS: bySubgroups ? 1 : 0,
      TREE_STEPS: bySubgroups ? 0 : Math.log2(lanes),
    },
    covered: groups * rows,
    invocations: lanes * groups,
    partials: lanes === 1 ? 0 : lanes * groups * rows,
  };
}

function plan(problem: MatmulProblem, tunables: Tunables): KernelPlan {
  const { outputs, byRows, operands } = readAs(problem);
  const vector = tunable(tunables, 'vectorWidth');
  const { constants, covered } = form(byRows, tunables);
  const [gridX, gridY] = foldedGrid(Math.ceil(outputs / covered));
  const shader = matmulShader(problem, tunables, 'epilogue');
  const { Storage = '', Accumulator = '' } = shader.aliases;
  const code = assembleShader({
    enables: [...shader.enables, ...(tunables['subgroups'] === 1 ? ['subgroups'] : [])],
    aliases: {
      ...shader.aliases,
      Load: vector === 4 ? `vec4<${Storage}>` : Storage,
      Sum: vector === 4 ? `vec4<${Accumulator}>` : Accumulator,
    },
    constants: {
      ...shader.constants,
      ...constants,
      OUTPUTS: outputs,
      VECTOR: vector,
      GRID_WIDTH: gridX,
    },
    sources: [...shader.sources, resultSource, byRows ? rowsSource : columnsSource],
  });
  return matmulPlan(problem, tunables, [
    {
      label: 'matmul/gemv',
      code,
      bindings: [...operands, ...matmulBindings(problem).slice(operands.length)],
      workgroups: [gridX, gridY, problem.batch ?? 1],
    },
  ]);
}

function variants(problem: MatmulProblem): readonly Tunables[] {
  const shape = readAs(problem);
  const vectorWidth = { vectorWidth: contiguous(shape) % 4 === 0 ? 4 : 1 };
  const [shared, alone] = shape.byRows
    ? [ROW_FORMS, SINGLE_LANE_ROWS]
    : [COLUMN_FORMS, SINGLE_SPLIT_COLUMNS];
  return combinations(
    [...combinations([vectorWidth], shared), ...alone],
    accumulatorVariants(problem.precision),
  );
}

/** Why the tunables describe no form that the shader can take for this problem, or undefined. */
function formReason(problem: MatmulProblem, tunables: Tunables): string | undefined {
  const shape = readAs(problem);
  const vectorWidth = tunable(tunables, 'vectorWidth');
  if (vectorWidth !== 1 && (vectorWidth !== 4 || contiguous(shape) % 4 !== 0)) {
    return 'Loading vectors of four needs rows, as they are stored, of whole vectors.';
  }
  if (!shape.byRows) return undefined;
  const lanes = tunable(tunables, 'lanes');
  if (!Number.isInteger(Math.log2(lanes))) return 'Its lanes must be a power of two.';
  if (tunables['subgroups'] === 1 && tunable(tunables, 'groups') !== 1) {
    return 'Its sums by subgroups need a workgroup to hold a single group of lanes.';
  }
  return undefined;
}

function unsupported(
  problem: MatmulProblem,
  tunables: Tunables,
  traits: DeviceTraits,
): string | undefined {
  if (problem.m !== 1 && problem.n !== 1) {
    return 'It multiplies by a single vector only: M or N must be 1.';
  }
  const reason = floatReason(problem.precision, traits) ?? formReason(problem, tunables);
  if (reason !== undefined) return reason;
  if (tunables['subgroups'] === 1 && traits.subgroupMinSize === 0) {
    return 'Shaders cannot add across subgroups on this adapter (the feature "subgroups").';
  }
  const { invocations, partials } = form(readAs(problem).byRows, tunables);
  const bytes = tunable(tunables, 'accumulatorBits') / 8;
  return limitReason(
    { invocations, storageBytes: partials * bytes },
    () => plan(problem, tunables),
    traits,
  );
}

export const kernel: KernelDescriptor<MatmulProblem> = {
  id: 'matmul/gemv',
  op: 'matmul',
  label: 'Matrix × vector',
  summary:
    'Reads the matrix once, along the way it is stored, and shares the sums among invocations.',
  variants,
  unsupported,
  plan,
};
