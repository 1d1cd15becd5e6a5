import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { int8WordsPerRow, type QuantizedMatmulProblem } from '../../shared/problem.ts';
import { createRandom } from '../../shared/random.ts';
import { leastDevice } from '../device-traits.fixture.ts';
import { kernelById } from '../registry.ts';
import {
  groupLength,
  int8Rows,
  packedWeights,
  randomScales,
  signedField,
} from './quantized-layout.ts';

const base = { op: 'quantized-matmul', m: 1, n: 3, k: 11, precision: 'f32' } as const;
const int4: QuantizedMatmulProblem = { ...base, scheme: 'int4-weights' };
const int8Weights: QuantizedMatmulProblem = { ...base, scheme: 'int8-weights' };

/** The first value in the lowest bits, each in two's complement. */
function pack(values: readonly number[], bits: number): number {
  return values.reduce(
    (word, value, index) => (word | ((value & (2 ** bits - 1)) << (bits * index))) >>> 0,
    0,
  );
}

describe('signedField', () => {
  it('reads the whole range of two’s complement', () => {
    const nibbles = Array.from({ length: 16 }, (_, pattern) => signedField(pattern, 0, 4));
    expect(nibbles).toEqual([0, 1, 2, 3, 4, 5, 6, 7, -8, -7, -6, -5, -4, -3, -2, -1]);
    expect(signedField(0x80, 0, 8)).toBe(-128);
    expect(signedField(0x7f00, 1, 8)).toBe(127);
    expect(signedField(0xf000_0000, 7, 4)).toBe(-1);
  });

  it.each([4, 8])('gives back what was packed into fields of %i bits', (bits) => {
    const limit = 2 ** (bits - 1);
    const value = fc.integer({ min: -limit, max: limit - 1 });
    const count = 32 / bits;
    fc.assert(
      fc.property(fc.array(value, { minLength: count, maxLength: count }), (values) => {
        const word = pack(values, bits);
        expect(values.map((_, index) => signedField(word, index, bits))).toEqual(values);
      }),
    );
  });
});

describe('contents', () => {
  it('pads the last row of words with zeros', () => {
    const nibbles = packedWeights(int4)(createRandom(1));
    expect(nibbles).toHaveLength(6);
    for (const word of nibbles.slice(0, 3)) expect(word).toBeGreaterThan(0xffff);
    for (const word of nibbles.slice(3)) expect(word).toBeLessThan(2 ** 12);
    const bytes = packedWeights(int8Weights)(createRandom(1));
    expect(bytes).toHaveLength(9);
    for (const word of bytes.slice(6)) expect(word).toBeLessThan(2 ** 24);
  });

  it('starts every int8 row on a vector of four words, zeros after its end', () => {
    expect([1, 16, 17].map(int8WordsPerRow)).toEqual([4, 4, 8]);
    const rows = int8Rows(2, 5)(createRandom(1));
    expect(rows).toHaveLength(8);
    for (const row of [rows.slice(0, 4), rows.slice(4)]) {
      expect(row[1]).toBeLessThan(256);
      expect([row[2], row[3]]).toEqual([0, 0]);
    }
  });

  it('meets every value of a nibble', () => {
    const words = packedWeights({ ...int4, k: 8, n: 64 })(createRandom(1));
    const met = new Set(Array.from(words, (word) => signedField(word, 5, 4)));
    expect([...met].sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, i) => i - 8));
  });

  it('draws positive scales, no two alike', () => {
    const scales = randomScales(100, 4)(createRandom(1));
    expect(Math.min(...scales)).toBeGreaterThan(0);
    expect(new Set(scales).size).toBe(100);
  });
});

describe('groups', () => {
  it('are whole columns unless int4 says otherwise', () => {
    expect(groupLength(int4)).toBe(11);
    expect(groupLength({ ...int4, k: 64, groupSize: 16 })).toBe(16);
    expect(groupLength({ ...int8Weights, k: 64, groupSize: 16 })).toBe(64);
  });

  it.each([
    [{ k: 20, groupSize: 8 }, /do not divide columns of 20/],
    [{ k: 20, groupSize: 10 }, /not whole words of 8/],
    [{ k: 20, groupSize: 20 }, undefined],
    [{ k: 64, groupSize: 32 }, undefined],
  ])('%o', (shape, refusal) => {
    const problem = { ...int4, ...shape };
    const kernel = kernelById('quantized/weights-gemv');
    const [variant = {}] = kernel.variants(problem);
    const reason = kernel.unsupported(problem, variant, leastDevice);
    if (refusal === undefined) expect(reason).toBeUndefined();
    else expect(reason).toMatch(refusal);
  });
});

describe('reference', () => {
  it('multiplies int4 weights by the scale of their column and group', () => {
    const problem: QuantizedMatmulProblem = { ...int4, m: 1, n: 2, k: 16, groupSize: 8 };
    const kernel = kernelById('quantized/weights-gemv');
    const [variant = {}] = kernel.variants(problem);
    const { verification, bytes, flops } = kernel.plan(problem, variant);
    const inputs = {
      a: Float32Array.from({ length: 16 }, (_, i) => (i === 2 ? 1 : i === 15 ? 10 : 0)),
      w: Uint32Array.from([
        pack([0, 0, -8], 4),
        pack([0, 0, 7], 4),
        pack([0, 0, 0, 0, 0, 0, 0, -1], 4),
        pack([0, 0, 0, 0, 0, 0, 0, 3], 4),
      ]),
      scales: Float32Array.from([2, 4, 8, 16]),
    };
    expect(verification.reference(inputs, 0)).toEqual({ value: -16 - 80, magnitude: 96 });
    expect(verification.reference(inputs, 1)).toEqual({ value: 28 + 480, magnitude: 508 });
    expect(flops).toBe(2 * 2 * 16);
    expect(bytes).toBe(4 * (4 + 4 + 16 + 2));
  });

  it('sums int8 products exactly before it scales them', () => {
    const problem: QuantizedMatmulProblem = {
      op: 'quantized-matmul',
      m: 1,
      n: 1,
      k: 5,
      precision: 'i8',
      scheme: 'int8',
    };
    const kernel = kernelById('quantized/int8-register-tile');
    const [variant = {}] = kernel.variants(problem);
    const inputs = {
      a: Uint32Array.from([pack([-128, 127, 1, 0], 8), pack([2], 8), 0, 0]),
      w: Uint32Array.from([pack([-128, -128, 5, 9], 8), pack([-3], 8), 0, 0]),
      scaleA: Float32Array.from([0.5]),
      scaleW: Float32Array.from([2]),
    };
    const value = 128 * 128 - 127 * 128 + 5 - 6;
    expect(kernel.plan(problem, variant).verification.reference(inputs, 0)).toEqual({
      value,
      magnitude: value,
    });
  });
});
