import { describe, expect, it } from 'vitest';
import { leastDevice } from '../../kernels/device-traits.fixture.ts';
import { kernelById } from '../../kernels/registry.ts';
import type { Problem } from '../../shared/problem.ts';
import { measured } from '../../shared/result/profile.fixture.ts';
import { fixtureProfile } from '../profile.fixture.ts';
import { TimePredictor } from './time-predictor.ts';

const product = (m: number): Problem => ({
  op: 'matmul',
  m,
  n: 512,
  k: 512,
  transpose: 'b',
  precision: 'f32',
});

/** 10 GFLOP/s, and a fifth less on every second size: what interpolation cannot know. */
function predictor(): TimePredictor {
  const kernel = kernelById('matmul/register-tile');
  const measurements = [16, 64, 256, 1024].map((m, index) => {
    const problem = product(m);
    const flops = 2 * m * 512 * 512;
    const parameters = kernel
      .variants(problem)
      .find((each) => kernel.unsupported(problem, each, leastDevice) === undefined);
    const ms = (flops / 10e9) * 1e3 * (index % 2 === 0 ? 1 : 1.25);
    return { ...measured(kernel.id, problem, { ms, flops, bytes: 1e6 }), parameters };
  });
  const base = fixtureProfile();
  const limits = Object.fromEntries(
    Object.entries(leastDevice).filter(([, value]) => typeof value === 'number'),
  );
  return new TimePredictor(
    {
      ...base,
      environment: { ...base.environment, limits },
      measurements: measurements.map((each) => ({ ...each, parameters: { ...each.parameters } })),
    },
    'f32',
  );
}

const once = (problem: Problem) => [{ problem, count: 1 }];

describe('TimePredictor.ratio', () => {
  const rates = predictor();

  it('knows exactly that a program is as fast as itself', () => {
    const problem = product(130);
    expect(rates.ratio(once(problem), once(problem))).toEqual({ value: 1, deviation: 0 });
  });

  it('is surer of the ratio of neighbours than of either of them', () => {
    const [first, second] = [product(130), product(140)];
    const { value, deviation } = rates.ratio(once(first), once(second));
    expect(value).toBeCloseTo(rates.time(first).seconds / rates.time(second).seconds, 9);
    expect(deviation).toBeLessThan(rates.time(first).deviation / 2);
  });

  it('is no surer of far ones than their own errors allow', () => {
    const [near, far] = [product(130), product(9000)];
    const { deviation } = rates.ratio(once(near), once(far));
    expect(deviation).toBeGreaterThan(rates.time(near).deviation);
  });

  it('knows what can be told, and what only kernels of its own could tell', () => {
    expect(rates.knows(product(3))).toBe(true);
    const pruned: Problem = {
      op: 'sparse-matmul',
      m: 64,
      n: 64,
      k: 64,
      format: 'csr',
      density: 0.1,
      precision: 'f32',
    };
    expect(rates.knows(pruned)).toBe(false);
    expect(() => rates.time(pruned)).toThrow('suite "shrink"');
  });
});
