import { describe, expect, it } from 'vitest';
import { problemMacs } from '../../shared/problem.ts';
import { plannedBlocks } from './blocks.ts';
import { plannedCeilings } from './ceilings.ts';

const limits = { copyBytes: 2 ** 28, maxStorageBufferBindingSize: 2 ** 32, maxBufferSize: 2 ** 32 };
const ladderOfCopies = (change: Partial<typeof limits>) =>
  plannedCeilings(new Set(), new Set(), { ...limits, ...change })
    .filter(({ kind }) => kind === 'copy')
    .flatMap(({ ladder }) => ladder.map((problem) => (problem.op === 'copy' ? problem.bytes : 0)));

describe('plannedBlocks', () => {
  it('climbs: every ladder ascends in work and never changes its precision', () => {
    for (const { ladder } of plannedBlocks(new Set(['shader-f16']))) {
      const work = ladder.map(problemMacs);
      expect(work).toEqual([...work].sort((a, b) => a - b));
      expect(new Set(ladder.map((problem) => problem.precision)).size).toBe(1);
    }
  });

  it('plans half precision only where the device has it', () => {
    const precisions = (features: string[]) =>
      new Set(
        plannedBlocks(new Set(features)).flatMap(({ ladder }) => ladder.map((p) => p.precision)),
      );
    expect(precisions([])).toEqual(new Set(['f32']));
    expect(precisions(['shader-f16'])).toEqual(new Set(['f32', 'f16']));
  });
});

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

  it('copies no more than the suite wishes, the binding takes, and an eighth of the largest buffer', () => {
    expect(Math.max(...ladderOfCopies({}))).toBe(2 ** 28);
    expect(Math.max(...ladderOfCopies({ maxStorageBufferBindingSize: 2 ** 27 }))).toBe(2 ** 27);
    expect(Math.max(...ladderOfCopies({ maxBufferSize: 2 ** 28 }))).toBe(2 ** 25);
  });
});
