import { describe, expect, it } from 'vitest';
import { measured } from '../shared/result/profile.fixture.ts';
import type { Problem } from '../shared/problem.ts';
import { rateFinder } from './measured-rates.ts';
import { fixtureProfile } from './profile.fixture.ts';

const csr = (density: number): Problem => ({
  op: 'sparse-matmul',
  m: 512,
  n: 512,
  k: 512,
  format: 'csr',
  density,
  precision: 'f32',
});

describe('the rate of products with compressed weights', () => {
  it('is that of dense ones in their place, and said to be', () => {
    const rateOf = rateFinder(fixtureProfile(), 'f32');
    const dense = rateOf({
      problem: { op: 'matmul', m: 512, n: 512, k: 512, precision: 'f32' },
      repeats: 1,
    });
    const sparse = rateOf({ problem: csr(0.1), repeats: 1 });
    expect(dense.standIn).toBe(false);
    expect(sparse).toMatchObject({ standIn: true, kernel: dense.kernel });
    expect(sparse.flopsPerSecond.low).toBeLessThan(dense.flopsPerSecond.low / 2);
    expect(rateOf({ problem: csr(0.5), repeats: 1 })).toBe(sparse);
  });

  it('is their own where they were measured', () => {
    const profile = fixtureProfile();
    const work = { ms: 1, flops: 2e7, bytes: 1e6 };
    const own = measured('sparse/csr', csr(0.1), work);
    const rateOf = rateFinder({ ...profile, measurements: [...profile.measurements, own] }, 'f32');
    const rate = rateOf({ problem: csr(0.2), repeats: 1 });
    expect(rate).toMatchObject({ standIn: false, kernel: 'sparse/csr' });
    expect(rate.flopsPerSecond.value).toBeCloseTo(2e10, -8);
    const blocks: Problem = {
      op: 'sparse-matmul',
      m: 512,
      n: 512,
      k: 512,
      format: 'block-16',
      density: 0.25,
      precision: 'f32',
    };
    expect(rateOf({ problem: blocks, repeats: 1 }).standIn).toBe(true);
  });
});
