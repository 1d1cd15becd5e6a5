import { describe, expect, it } from 'vitest';
import type { Problem } from '../../shared/problem.ts';
import { placeProblem, type PlacedProblem } from './problem-family.ts';
import { RateSurface } from './rate-surface.ts';

function placed(problem: Problem): PlacedProblem {
  const place = placeProblem(problem);
  if (place === undefined) throw new Error('not part of a step');
  return place;
}

const product = (m: number, n: number, k: number) =>
  placed({ op: 'matmul', m, n, k, precision: 'f32' });

/** 10 GFLOPS on large products, a third of that on thin ones, 20 µs for a launch. */
function seconds({ flops, coordinates }: PlacedProblem): number {
  const thin = Math.min(...coordinates.slice(0, 3));
  const rate = 10e9 / (1 + 2 * Math.exp(-(thin - 2.7)));
  return 20e-6 + flops / rate;
}

const sizes = [16, 64, 256, 1024];
const points = sizes.flatMap((m) =>
  sizes.map((n) => {
    const at = product(m, n, 256);
    return { placed: at, seconds: seconds(at), halfWidth: 0.01, kernel: 'k', label: 'l' };
  }),
);

describe('RateSurface', () => {
  const surface = new RateSurface(points, 20e-6);

  it('tells the time of shapes between those that were measured', () => {
    for (const at of [product(100, 400, 256), product(32, 512, 300), product(700, 24, 200)]) {
      expect(surface.seconds(at) / seconds(at)).toBeGreaterThan(0.85);
      expect(surface.seconds(at) / seconds(at)).toBeLessThan(1.18);
    }
  });

  it('is less sure of what lies far outside', () => {
    const [[inside = 0] = []] = surface.errors([product(100, 400, 256)]);
    const [[outside = 0] = []] = surface.errors([product(100, 400, 2 ** 20)]);
    expect(outside).toBeGreaterThan(inside);
  });

  it('has a rate with a single point, scaled by the work', () => {
    const at = product(256, 256, 256);
    const single = new RateSurface(
      [{ placed: at, seconds: 4e-3, halfWidth: 0, kernel: 'k', label: 'l' }],
      0,
    );
    expect(single.seconds(at)).toBeCloseTo(4e-3, 4);
    expect(single.seconds(product(512, 256, 256)) / 8e-3).toBeCloseTo(1, 0);
  });

  it('makes errors of neighbours alike, so that they do not average out', () => {
    const [a, b] = [product(100, 400, 256), product(104, 410, 256)];
    const [[own = 0, shared = 0] = []] = surface.errors([a, b]);
    expect(shared).toBeGreaterThan(0.9 * own);
  });
});
