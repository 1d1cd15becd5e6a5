import { describe, expect, it } from 'vitest';
import { sparseGrid, type SparseMatmulProblem, storedWeights } from '../../shared/problem.ts';
import { createRandom } from '../../shared/random.ts';
import { kernelById } from '../registry.ts';
import { columnIndices, rowOffsets } from './sparse-layout.ts';

const csr: SparseMatmulProblem = {
  op: 'sparse-matmul',
  m: 40,
  n: 3,
  k: 100,
  precision: 'f32',
  format: 'csr',
  density: 0.1,
};
const blocks: SparseMatmulProblem = { ...csr, format: 'block-16', density: 0.5 };

describe('rows', () => {
  it('hold what the problem says is stored', () => {
    expect(sparseGrid(csr)).toEqual({ edge: 1, rows: 40, across: 100, kept: 10 });
    expect(sparseGrid(blocks)).toEqual({ edge: 16, rows: 3, across: 7, kept: 4 });
    expect(rowOffsets(sparseGrid(csr))().at(-1)).toBe(storedWeights(csr));
    expect(rowOffsets(sparseGrid(blocks))()).toEqual(Uint32Array.of(0, 4, 8, 12));
  });

  it.each([1e-9, 0.3, 1])('choose distinct ascending columns at density %d', (density) => {
    const layout = sparseGrid({ ...csr, density });
    const columns = columnIndices(layout)(createRandom(5));
    expect(columns).toHaveLength(layout.rows * layout.kept);
    for (let row = 0; row < layout.rows; row++) {
      const own = [...columns.slice(row * layout.kept, (row + 1) * layout.kept)];
      expect(own).toEqual([...new Set(own)].sort((a, b) => a - b));
      expect(own.at(-1)).toBeLessThan(100);
    }
  });

  it('choose every column equally often', () => {
    const columns = columnIndices({ rows: 20_000, across: 5, kept: 2 })(createRandom(5));
    for (let column = 0; column < 5; column++) {
      const share = columns.filter((value) => value === column).length / 20_000;
      // Five standard deviations of a share of 0.4.
      expect(Math.abs(share - 0.4)).toBeLessThan(5 * Math.sqrt((0.4 * 0.6) / 20_000));
    }
  });
});

describe('reference', () => {
  it('multiplies the stored elements by the rows of B that they name', () => {
    const problem: SparseMatmulProblem = { ...csr, m: 2, n: 2, k: 3, density: 0.6 };
    const kernel = kernelById('sparse/csr');
    const [variant = {}] = kernel.variants(problem);
    const { verification, flops, bytes } = kernel.plan(problem, variant);
    const inputs = {
      rows: Uint32Array.of(0, 1, 4),
      columns: Uint32Array.of(2, 0, 1, 2),
      values: Float32Array.of(3, 1, -1, 2),
      b: Float32Array.of(1, 2, 3, 4, 5, 6),
    };
    expect(verification.reference(inputs, 1)).toEqual({ value: 18, magnitude: 18 });
    expect(verification.reference(inputs, 2)).toEqual({ value: 1 - 3 + 10, magnitude: 14 });
    expect(flops).toBe(2 * 4 * 2);
    expect(bytes).toBe(4 * (3 + 4 + 4 + 6 + 4));
  });

  it('ignores what of a block lies beyond the edge', () => {
    const problem: SparseMatmulProblem = { ...blocks, m: 1, n: 1, k: 2, density: 1 };
    const kernel = kernelById('sparse/block-16');
    const [variant = {}] = kernel.variants(problem);
    const inputs = {
      rows: Uint32Array.of(0, 1),
      columns: Uint32Array.of(0),
      values: new Float32Array(256).fill(7),
      b: Float32Array.of(1, 2),
    };
    expect(kernel.plan(problem, variant).verification.reference(inputs, 0)).toEqual({
      value: 21,
      magnitude: 21,
    });
  });
});
