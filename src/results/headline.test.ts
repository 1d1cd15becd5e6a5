import { describe, expect, it } from 'vitest';
import { headline } from './headline.ts';
import { ceiling, ceilings, measured, product } from '../shared/result/profile.fixture.ts';
import { ridge, roofline, rooflineBounds } from './roofline.ts';

const slow = measured('matmul/naive', product(256), { ms: 10, flops: 1e9, bytes: 1e6 });
const fast = measured('matmul/block-tile', product(256), { ms: 2, flops: 1e9, bytes: 1e6 });
const half = measured('matmul/naive', product(256, 'f16'), { ms: 4, flops: 1e9, bytes: 1e6 });

describe('headline', () => {
  it('takes the best matrix product of each precision, f32 first', () => {
    const { compute, bandwidth, launchMs } = headline({
      ceilings,
      measurements: [half, slow, fast],
    });
    expect(compute.map(({ precision, best }) => [precision, best.kernel])).toEqual([
      ['f32', 'matmul/block-tile'],
      ['f16', 'matmul/naive'],
    ]);
    expect(compute[0]?.ceiling?.median).toBeCloseTo(1e12);
    // It sums in f32, so the f32 ceiling is its own.
    expect(compute[1]?.ceiling?.median).toBeCloseTo(1e12);
    expect(bandwidth?.median).toBeCloseTo(1e11);
    expect(launchMs?.median).toBe(0.01);
  });

  it('names the better one of copy and triad', () => {
    const problem = { op: 'triad', bytes: 1e6, precision: 'f32' } as const;
    const triad = (rate: number) =>
      ceiling(
        'triad',
        'f32',
        measured('ceilings/triad', problem, { ms: 1, flops: 0, bytes: rate / 1e3 }),
      );
    const of = (rate: number) =>
      headline({ ceilings: [...ceilings, triad(rate)], measurements: [] });
    expect(of(2e11)).toMatchObject({ bandwidthKind: 'triad', bandwidth: { median: 2e11 } });
    expect(of(9e10)).toMatchObject({ bandwidthKind: 'copy' });
    expect(of(9e10).bandwidth?.median).toBeCloseTo(1e11);
    const chart = roofline({ ceilings: [...ceilings, triad(2e11)], measurements: [] });
    expect(chart.bandwidth?.median).toBeCloseTo(2e11);
  });

  it('holds kernels of matrix units against the ceiling of those', () => {
    const matrix = measured('matmul/subgroup-matrix', product(256, 'f16'), {
      ms: 1,
      flops: 4e9,
      bytes: 1e6,
    });
    const units = ceiling(
      'matrix-multiply-add',
      'f16',
      measured('ceilings/matrix-multiply-add', product(16, 'f16'), { ms: 1, flops: 9e9, bytes: 1 }),
    );
    const { compute } = headline({ ceilings: [...ceilings, units], measurements: [matrix] });
    expect(compute[0]?.ceiling?.median).toBeCloseTo(9e12);
  });

  it('has nothing to say about nothing', () => {
    expect(headline({ ceilings: [], measurements: [] })).toEqual({
      compute: [],
      bandwidth: undefined,
      bandwidthKind: undefined,
      launchMs: undefined,
    });
  });
});

describe('roofline', () => {
  const chart = roofline({ ceilings, measurements: [slow, fast] });

  it('places kernels by FLOP per byte and bends where the ceilings meet', () => {
    expect(chart.points.map(({ intensity }) => intensity)).toEqual([1000, 1000]);
    expect(ridge(chart, 'f32')).toBeCloseTo(10);
    expect(ridge(chart, 'f16')).toBeUndefined();
  });

  it('bounds its axes by powers of ten around everything drawn', () => {
    expect(rooflineBounds(chart)).toEqual({ intensity: [1, 10_000], rate: [1e10, 1e13] });
  });
});

describe('half precision', () => {
  it('is represented by kernels that sum in f32, however fast the others are', () => {
    const overflowing = {
      ...measured('matmul/naive', product(256, 'f16'), { ms: 1, flops: 1e9, bytes: 1e6 }),
      parameters: { accumulatorBits: 16 },
    };
    const { compute } = headline({ ceilings, measurements: [overflowing, half] });
    expect(compute.map(({ best }) => best)).toEqual([half]);
  });
});
