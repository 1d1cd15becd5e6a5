import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../shared/random.ts';
import {
  type QuantizedMatmulProblem,
  type SparseMatmulProblem,
  storedWeights,
} from '../../../shared/problem.ts';
import { packedBuffers, packWeights, roundTrip } from './pack-weights.ts';
import { leastDensity, packSparse } from './sparse-weights.ts';

function randomWeights(length: number, seed = 3): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length }, () => 2 * random() - 1);
}

function sparse(
  [m, k]: readonly [number, number],
  format: SparseMatmulProblem['format'],
  density: number,
): SparseMatmulProblem {
  return { op: 'sparse-matmul', m, n: 2, k, precision: 'f32', format, density };
}

function quantized(
  [n, k]: readonly [number, number],
  scheme: QuantizedMatmulProblem['scheme'],
  groupSize?: number,
): QuantizedMatmulProblem {
  const precision = scheme === 'int8' ? 'i8' : 'f32';
  const groups = groupSize === undefined ? {} : { groupSize };
  return { op: 'quantized-matmul', m: 2, n, k, precision, scheme, ...groups };
}

describe('compressed rows', () => {
  it('keep the largest of each row, ascending', () => {
    const dense = Float32Array.of(1, -4, 3, 0.5, 2, 0, -1, 7);
    expect(packSparse(sparse([2, 4], 'csr', 0.5), dense)).toEqual({
      rows: Uint32Array.of(0, 2, 4),
      columns: Uint32Array.of(1, 2, 0, 3),
      values: Float32Array.of(-4, 3, 2, 7),
    });
  });

  it('of equal ones the first', () => {
    const { columns } = packSparse(sparse([1, 4], 'csr', 0.5), Float32Array.of(1, 2, 1, 1));
    expect(columns).toEqual(Uint32Array.of(0, 1));
  });

  it('of pruned weights are exactly these, in rows of uneven length', () => {
    const dense = Float32Array.of(1, 2, 3, 0, 0, 0, 0, 0, 0, 4, 0, 0);
    const problem = sparse([3, 4], 'csr', 0.5);
    expect(packSparse(problem, dense)).toEqual({
      rows: Uint32Array.of(0, 3, 3, 4),
      columns: Uint32Array.of(0, 1, 2, 1, 0, 0),
      values: Float32Array.of(1, 2, 3, 4, 0, 0),
    });
    expect(roundTrip(problem, dense)).toEqual(dense);
  });

  it.each([
    ['csr', [37, 21], 0.3],
    ['csr', [5, 3], 1],
    ['block-16', [37, 50], 0.5],
    ['block-16', [16, 64], 0.25],
  ] as const)('%s of %j at %d: unpacked, what was not kept is 0', (format, size, density) => {
    const dense = randomWeights(size[0] * size[1]);
    const problem = sparse(size, format, density);
    const kept = roundTrip(problem, dense);
    const different = kept.filter((value, index) => value !== dense[index]);
    expect(different.every((value) => value === 0)).toBe(true);
    // Blocks at the edges hold fewer weights than they store.
    const left = kept.length - different.length;
    if (format === 'csr') expect(left).toBe(storedWeights(problem));
    else expect(left).toBeLessThanOrEqual(storedWeights(problem));
    expect(roundTrip(problem, kept)).toEqual(kept);
  });

  it('keep the block of the largest norm, not of the largest weight', () => {
    const dense = new Float32Array(16 * 32).fill(0.5);
    dense.fill(0.1, 0, 16);
    for (let row = 0; row < 16; row++) dense.fill(0.1, row * 32, row * 32 + 16);
    dense[0] = 1.5;
    expect(packSparse(sparse([16, 32], 'block-16', 0.5), dense).columns).toEqual(Uint32Array.of(1));
  });

  it.each(['csr', 'block-16'] as const)(
    '%s: the least density stores all that is left',
    (format) => {
      const dense = randomWeights(48 * 40).map((value) => (Math.abs(value) > 0.95 ? value : 0));
      const density = leastDensity(dense, { m: 48, k: 40, format });
      expect(density).toBeLessThanOrEqual(1);
      expect(roundTrip(sparse([48, 40], format, density), dense)).toEqual(dense);
    },
  );
});

describe('integers', () => {
  it.each([
    [quantized([5, 37], 'int8'), 127],
    [quantized([5, 37], 'int8-weights'), 127],
    [quantized([5, 48], 'int4-weights', 16), 7],
    [quantized([3, 11], 'int4-weights', 11), 7],
  ] as const)('%j: off by at most half a step, and packed again the same', (problem, highest) => {
    const { n, k, groupSize = k } = problem;
    const dense = randomWeights(n * k);
    const rounded = roundTrip(problem, dense);
    for (let index = 0; index < dense.length; index++) {
      const first = index - ((index % k) % groupSize);
      const group = dense.subarray(
        first,
        Math.min(first + groupSize, (Math.floor(index / k) + 1) * k),
      );
      const step = Math.max(...group.map(Math.abs)) / highest;
      const error = Math.abs((dense[index] ?? NaN) - (rounded[index] ?? NaN));
      expect(error).toBeLessThanOrEqual((step / 2) * (1 + 1e-5));
    }
    expect(packWeights(problem, rounded)['w']).toEqual(packWeights(problem, dense)['w']);
  });

  it('int8: rows padded with zeros to sixteen values', () => {
    const packed = packWeights(quantized([2, 3], 'int8'), Float32Array.of(127, -1, 2, 0, 254, -2));
    expect(packed).toEqual({
      w: Uint32Array.of(0x02_ff_7f, 0, 0, 0, 0xff_7f_00, 0, 0, 0),
      scaleW: Float32Array.of(1, 2),
    });
  });

  it('int4: words of eight neighbours, an output a column; a scale a group', () => {
    const dense = new Float32Array(2 * 16);
    dense.set([7, -7, 1], 0);
    dense.set([14, 2], 24);
    expect(packWeights(quantized([2, 16], 'int4-weights', 8), dense)).toEqual({
      w: Uint32Array.of(0x1_97, 0, 0, 0x17),
      scales: Float32Array.of(1, 0, 0, 2),
    });
  });

  it('halves go to the even integer, so that the negative weights are the negative integers', () => {
    const dense = Float32Array.of(127, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, -127);
    const expected = Float32Array.of(127, 0, 2, 2, 0, -2, -2, -127);
    expect(roundTrip(quantized([1, 8], 'int8-weights'), dense)).toEqual(expected);
  });

  it('weights of zero stay zero', () => {
    const dense = new Float32Array(2 * 5);
    expect(roundTrip(quantized([2, 5], 'int8'), dense)).toEqual(dense);
  });
});

it.each([
  sparse([37, 50], 'csr', 0.3),
  sparse([37, 50], 'block-16', 0.5),
  quantized([5, 37], 'int8'),
  quantized([5, 37], 'int8-weights'),
  quantized([5, 48], 'int4-weights', 16),
])('buffers are as long as is said: %j', (problem) => {
  const rows = problem.op === 'sparse-matmul' ? problem.m : problem.n;
  const packed = packWeights(problem, randomWeights(rows * problem.k));
  const lengths = Object.entries(packed).map(([name, { length }]) => ({ name, length }));
  expect(lengths).toEqual(packedBuffers(problem).map(({ name, length }) => ({ name, length })));
});
