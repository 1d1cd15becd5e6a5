import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Problem, problemMacs, problemSchema } from '../../shared/problem.ts';
import { plannedBlocks } from './blocks.ts';
import { plannedCeilings } from './ceilings.ts';

const limits = { copyBytes: 2 ** 28, maxStorageBufferBindingSize: 2 ** 32, maxBufferSize: 2 ** 32 };
const ladderOfCopies = (change: Partial<typeof limits>) =>
  plannedCeilings(new Set(), new Set(), { ...limits, ...change })
    .filter(({ kind }) => kind === 'copy')
    .flatMap(({ ladder }) => ladder.map((problem) => (problem.op === 'copy' ? problem.bytes : 0)));

const packed = 'packed_4x8_integer_dot_product';
const blocksOf = (features: string[], which: 'core' | 'all' | 'shrink', language: string[] = []) =>
  plannedBlocks({ features: new Set(features), languageFeatures: new Set(language) }, which);

describe('plannedBlocks', () => {
  it('climbs: every ladder ascends in size and never changes its operation or precision', () => {
    for (const { ladder } of blocksOf(['shader-f16'], 'all', [packed])) {
      const size = ladder.map((problem) => problemMacs(problem) || sizeOf(problem));
      expect(size).toEqual([...size].sort((a, b) => a - b));
      expect(new Set(ladder.map(({ op, precision }) => `${op} ${precision}`)).size).toBe(1);
    }
  });

  it('holds only problems that the schema accepts, under names of their own', () => {
    const blocks = blocksOf(['shader-f16'], 'all', [packed]);
    for (const { ladder } of blocks) {
      for (const problem of ladder) expect(v.parse(problemSchema, problem)).toEqual(problem);
    }
    expect(new Set(blocks.map(({ id }) => id)).size).toBe(blocks.length);
  });

  it('plans half precision and packed integers only where the device has them', () => {
    const precisions = (blocks: ReturnType<typeof blocksOf>) =>
      new Set(blocks.flatMap(({ ladder }) => ladder.map((p) => p.precision)));
    expect(precisions(blocksOf([], 'core'))).toEqual(new Set(['f32']));
    expect(precisions(blocksOf([], 'all'))).toEqual(new Set(['f32']));
    expect(precisions(blocksOf(['shader-f16'], 'core'))).toEqual(new Set(['f32', 'f16']));
    expect(precisions(blocksOf([], 'all', [packed]))).toEqual(new Set(['f32', 'i8']));
    expect(precisions(blocksOf([], 'shrink'))).toEqual(new Set(['f32']));
  });

  it('compares dense networks in half precision, and compressed weights in single', () => {
    const half = blocksOf(['shader-f16'], 'shrink', [packed])
      .flatMap(({ ladder }) => ladder)
      .filter(({ precision }) => precision === 'f16');
    const operations = new Set(half.map(({ op }) => op));
    expect(operations).toContain('matmul');
    expect(operations).toContain('conv2d');
    expect(operations).not.toContain('sparse-matmul');
    expect(operations).not.toContain('quantized-matmul');
  });
});

/** The product of all numbers of a problem: ascends with any of them. */
function sizeOf(problem: Problem): number {
  return Object.values(problem)
    .filter((value) => typeof value === 'number')
    .reduce((product, value) => product * Math.max(1, value), 1);
}

describe('plannedCeilings', () => {
  it('asks for f16 and packed integers only where the device has them', () => {
    const precisions = (features: string[], language: string[]) =>
      plannedCeilings(new Set(features), new Set(language), limits)
        .filter(({ kind }) => kind === 'multiply-add')
        .map(({ precision }) => precision);
    expect(precisions([], [])).toEqual(['f32']);
    expect(precisions(['shader-f16'], ['packed_4x8_integer_dot_product'])).toEqual([
      'f32',
      'f16',
      'i8',
    ]);
  });

  it('looks for the ceiling of matrix units where the adapter has some', () => {
    const kinds = (features: string[]) =>
      plannedCeilings(new Set(features), new Set(), limits).map(
        ({ kind, precision }) => `${kind} ${precision}`,
      );
    expect(kinds(['shader-f16'])).not.toContainEqual(expect.stringContaining('matrix'));
    const all = kinds(['shader-f16', 'chromium-experimental-subgroup-matrix']);
    expect(all).toContain('matrix-multiply-add f16');
    expect(all).toContain('matrix-multiply-add f32');
    expect(all).toContain('matrix-multiply-add i8');
  });

  it('starts every ladder small, also where buffers are', () => {
    const tight = {
      copyBytes: 2 ** 22,
      maxStorageBufferBindingSize: 2 ** 27,
      maxBufferSize: 2 ** 28,
    };
    for (const { kind, ladder } of plannedCeilings(new Set(), new Set(), tight)) {
      expect(ladder.length, kind).toBeGreaterThan(0);
    }
  });

  it('copies no more than the suite wishes, the binding takes, and an eighth of the largest buffer', () => {
    expect(Math.max(...ladderOfCopies({}))).toBe(2 ** 28);
    expect(Math.max(...ladderOfCopies({ maxStorageBufferBindingSize: 2 ** 27 }))).toBe(2 ** 27);
    expect(Math.max(...ladderOfCopies({ maxBufferSize: 2 ** 28 }))).toBe(2 ** 25);
  });
});
