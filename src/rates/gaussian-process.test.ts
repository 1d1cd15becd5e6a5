import { describe, expect, it } from 'vitest';
import { createRandom } from '../shared/random.ts';
import { GaussianProcess } from './gaussian-process.ts';

const grid = (count: number, step: number) => Array.from({ length: count }, (_, i) => i * step);

describe('GaussianProcess', () => {
  it('passes through what was observed without noise', () => {
    const process = new GaussianProcess(
      grid(6, 1).map((x) => ({ at: [x], value: Math.sin(x), noise: 1e-4 })),
    );
    for (const x of grid(6, 1)) expect(process.mean([x])).toBeCloseTo(Math.sin(x), 3);
  });

  it('interpolates a smooth curve, and knows where it does not know', () => {
    const process = new GaussianProcess(
      grid(8, 0.8).map((x) => ({ at: [x], value: 0.3 * Math.sin(x), noise: 0.01 })),
    );
    expect(process.mean([2])).toBeCloseTo(0.3 * Math.sin(2), 1);
    const [between = 0, beyond = 0] = [[2], [30]].map((at) => process.covariance([at]).get(0, 0));
    expect(beyond).toBeGreaterThan(4 * between);
  });

  it('falls back to nothing far from every observation', () => {
    const process = new GaussianProcess([{ at: [0, 0], value: 0.4, noise: 0.01 }]);
    expect(process.mean([0, 0])).toBeCloseTo(0.4, 2);
    expect(Math.abs(process.mean([40, 40]))).toBeLessThan(0.01);
  });

  it('covers held-out values of its own kind about as often as it says', () => {
    const random = createRandom(11);
    let inside = 0;
    const rounds = 200;
    for (let round = 0; round < rounds; round++) {
      const phase = random() * 6;
      const truth = (x: number, y: number) => 0.2 * Math.sin(x + phase) + 0.1 * Math.cos(y);
      const observations = Array.from({ length: 14 }, () => {
        const at = [random() * 5, random() * 5] as const;
        return { at, value: truth(...at), noise: 0.01 };
      });
      const process = new GaussianProcess(observations);
      const at = [1 + random() * 3, 1 + random() * 3] as const;
      const deviation = Math.sqrt(process.covariance([at]).get(0, 0));
      if (Math.abs(process.mean(at) - truth(...at)) <= 1.96 * deviation + 0.02) inside++;
    }
    expect(inside / rounds).toBeGreaterThan(0.85);
  });
});
