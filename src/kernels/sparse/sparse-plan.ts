// What the products with pruned weights share: buffers, counts, and the float64 reference.
import {
  bytesPerElement,
  problemMacs,
  SPARSE_BLOCK,
  sparseGrid,
  type SparseMatmulProblem,
  storedWeights,
} from '../../shared/problem.ts';
import type { DecodedInputs, KernelPlan, ShaderPass, Tunables } from '../descriptor.ts';
import { floatPrecision, sumReference, sumTolerance } from '../precision.ts';
import { columnIndices, rowOffsets } from './sparse-layout.ts';

export const SPARSE_BINDINGS = ['rows', 'columns', 'values', 'b', 'c'] as const;

/** `flops` count only what is stored: multiply the rate by (m·k / stored) for the dense equivalent. */
export function sparsePlan(
  problem: SparseMatmulProblem,
  tunables: Tunables,
  passes: readonly ShaderPass[],
): KernelPlan {
  const { m, n, k, precision, format } = problem;
  const storage = floatPrecision(precision);
  const stored = storedWeights(problem);
  const layout = sparseGrid(problem);
  const indices = layout.rows + 1 + layout.rows * layout.kept;
  const forEachProduct = format === 'csr' ? elementProducts : blockProducts;
  return {
    passes,
    buffers: [
      {
        role: 'input',
        name: 'rows',
        format: 'u32',
        length: layout.rows + 1,
        contents: rowOffsets(layout),
      },
      {
        role: 'input',
        name: 'columns',
        format: 'u32',
        length: layout.rows * layout.kept,
        contents: columnIndices(layout),
      },
      { role: 'input', name: 'values', format: storage, length: stored },
      { role: 'input', name: 'b', format: storage, length: k * n },
      { role: 'output', name: 'c', format: storage, length: m * n },
    ],
    flops: 2 * problemMacs(problem),
    bytes: 4 * indices + (stored + k * n + m * n) * bytesPerElement(precision),
    verification: {
      output: 'c',
      tolerance: sumTolerance(precision, tunables),
      reference(inputs, index) {
        let value = 0;
        let magnitude = 0;
        forEachProduct(inputs, problem, index, (product) => {
          value += product;
          magnitude += Math.abs(product);
        });
        return sumReference(value, magnitude, precision, tunables);
      },
    },
  };
}

type Products = (
  inputs: DecodedInputs,
  problem: SparseMatmulProblem,
  index: number,
  add: (product: number) => void,
) => void;

const elementProducts: Products = (inputs, { n }, index, add) => {
  const { rows = [], columns = [], values = [], b = [] } = inputs;
  const row = Math.floor(index / n);
  const end = rows[row + 1] ?? NaN;
  for (let element = rows[row] ?? NaN; element < end; element++) {
    const bRow = columns[element] ?? NaN;
    add((values[element] ?? NaN) * (b[bRow * n + (index % n)] ?? NaN));
  }
};

const blockProducts: Products = (inputs, { n, k }, index, add) => {
  const { rows = [], columns = [], values = [], b = [] } = inputs;
  const row = Math.floor(index / n);
  const blockRow = Math.floor(row / SPARSE_BLOCK);
  const end = rows[blockRow + 1] ?? NaN;
  for (let block = rows[blockRow] ?? NaN; block < end; block++) {
    const firstK = (columns[block] ?? NaN) * SPARSE_BLOCK;
    for (let i = 0; i < Math.min(SPARSE_BLOCK, k - firstK); i++) {
      const place = (block * SPARSE_BLOCK + i) * SPARSE_BLOCK + (row % SPARSE_BLOCK);
      add((values[place] ?? NaN) * (b[(firstK + i) * n + (index % n)] ?? NaN));
    }
  }
};
