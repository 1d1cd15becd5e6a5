import { describe, expect, it } from 'vitest';
import { leastDevice as traits } from '../kernels/device-traits.fixture.ts';
import type { MatmulProblem } from '../shared/problem.ts';
import { topRung } from './top-rung.ts';

const vector = (size: number): MatmulProblem => ({
  op: 'matmul',
  m: 1,
  n: size,
  k: size,
  precision: 'f32',
});
/** Matrices of 16 MiB, 64 MiB and 1 GiB. */
const ladder = [vector(2048), vector(4096), vector(16_384)];

describe('the first problem of a ladder', () => {
  it('is the largest whose buffers the device binds, however fast it would be', () => {
    expect(topRung(ladder, traits, () => true)).toBe(1);
    const large = { ...traits, maxStorageBufferBindingSize: 2 ** 31 };
    expect(topRung(ladder, large, () => true)).toBe(2);
  });

  it('is the largest that ends in time', () => {
    expect(topRung(ladder, traits, ({ op }) => op !== 'matmul')).toBe(0);
    expect(topRung(ladder, traits, (problem) => problem === ladder[0])).toBe(0);
  });

  it('is the smallest where the device holds none', () => {
    const tiny = { ...traits, maxStorageBufferBindingSize: 1024 };
    expect(topRung(ladder, tiny, () => true)).toBe(0);
  });
});
