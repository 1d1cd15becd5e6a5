import { describe, expect, it } from 'vitest';
import { type Place, RateSurface } from './rate-surface.ts';

/** A product m×n×k. */
const product = (m: number, n: number, k: number): Place => ({
  at: [m, n, k].map(Math.log),
  flops: 2 * m * n * k,
  bytes: 4 * (m * k + k * n + m * n),
});

/** 10 GFLOPS on large products, a third of that on thin ones, 20 µs for a launch. */
function seconds({ flops, at }: Place): number {
  const rate = 10e9 / (1 + 2 * Math.exp(-(Math.min(...at) - 2.7)));
  return 20e-6 + flops / rate;
}

const point = (place: Place, took = seconds(place), label = '') => ({
  ...place,
  seconds: took,
  noise: 0.01,
  label,
});

const sizes = [16, 64, 256, 1024];
const points = sizes.flatMap((m) =>
  sizes.map((n) => point(product(m, n, 256), undefined, `${m} × ${n}`)),
);

describe('RateSurface', () => {
  const surface = new RateSurface(points);

  it('tells the time of shapes between those that were measured', () => {
    for (const at of [product(100, 400, 256), product(32, 512, 300), product(700, 24, 200)]) {
      expect(surface.seconds(at) / seconds(at)).toBeGreaterThan(0.85);
      expect(surface.seconds(at) / seconds(at)).toBeLessThan(1.18);
    }
  });

  it('names the problem that lies nearest', () => {
    expect(surface.nearest(product(70, 900, 300))).toBe('64 × 1024');
  });

  it('is less sure of what lies far outside', () => {
    const [[inside = 0] = []] = surface.errors([product(100, 400, 256)]);
    const [[outside = 0] = []] = surface.errors([product(100, 400, 2 ** 20)]);
    expect(outside).toBeGreaterThan(inside);
  });

  it('has a rate with a single point, scaled by the work', () => {
    const single = new RateSurface([point(product(256, 256, 256), 4e-3)]);
    expect(single.seconds(product(256, 256, 256))).toBeCloseTo(4e-3, 4);
    expect(single.seconds(product(512, 256, 256)) / 8e-3).toBeCloseTo(1, 0);
  });

  it('tells what every execution costs from what grows with the work', () => {
    const at = (m: number) => product(m, 64, 64);
    const flat = new RateSurface(
      [8, 64, 512, 4096].map((m) => point(at(m), 20e-6 + at(m).flops / 10e9)),
    );
    const tiny = { flops: 0, bytes: 0 };
    expect(flat.baseSeconds(tiny)).toBeGreaterThan(5e-6);
    expect(flat.baseSeconds(tiny)).toBeLessThan(40e-6);
  });

  it('makes errors of neighbours alike, so that they do not average out', () => {
    const [a, b] = [product(100, 400, 256), product(104, 410, 256)];
    const [[own = 0, shared = 0] = []] = surface.errors([a, b]);
    expect(shared).toBeGreaterThan(0.9 * own);
  });
});
