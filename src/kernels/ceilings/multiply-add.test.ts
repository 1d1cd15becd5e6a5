import { describe, expect, it } from 'vitest';
import { chainCount, chainTurns } from './chain-form.ts';
import { kernel } from './multiply-add.kernel.ts';
import { multiplyAddMaps, multiplyAddReference } from './multiply-add-reference.ts';

const problem = { op: 'multiply-add', invocations: 1000, steps: 10_000, precision: 'f16' } as const;

describe('multiply-add', () => {
  it.each(kernel.variants(problem))(
    'states the multiply-adds that its source holds: %o',
    (variant) => {
      const plan = kernel.plan(problem, variant);
      const { accumulators = 0, lanes = 0, unroll = 0 } = variant;
      const steps = plan.passes[0]?.code.match(/^\s*x\d+ = fma\(x\d+, x\d+, c\);$/gm) ?? [];
      expect(steps).toHaveLength(accumulators * unroll);
      const turns = chainTurns(problem.steps, { accumulators, lanes, unroll });
      expect(plan.flops).toBe(2 * problem.invocations * turns * steps.length * lanes);
      expect(plan.flops).toBeLessThanOrEqual(2 * problem.invocations * problem.steps);
    },
  );

  it.each(['f32', 'f16'] as const)('would notice one step more or less in %s', (precision) => {
    for (const variant of kernel.variants(problem)) {
      const { accumulators = 0, lanes = 0, unroll = 0 } = variant;
      const form = { accumulators, lanes, unroll };
      const maps = multiplyAddMaps(precision, form);
      if (maps.tolerance.kind === 'exact') continue;
      const right = multiplyAddReference(maps.amplitude * 0.7, maps, form);
      const bound = maps.tolerance.units * maps.tolerance.accumulationRoundoff * right.magnitude;
      for (const steps of [unroll - 1, unroll + 1]) {
        const wrong = multiplyAddReference(maps.amplitude * 0.7, maps, { ...form, unroll: steps });
        expect(Math.abs(wrong.value - right.value)).toBeGreaterThan(2 * bound);
      }
    }
  });

  it('keeps the timed chains bounded and unsettled', () => {
    const { timedAddend, amplitude } = multiplyAddMaps('f32', {
      accumulators: 1,
      lanes: 1,
      unroll: 1,
    });
    let x = amplitude;
    const seen = new Set<number>();
    for (let step = 0; step < 10_000; step++) {
      x = Math.fround(x * x + timedAddend);
      expect(Math.abs(x)).toBeLessThanOrEqual(2);
      seen.add(x);
    }
    expect(seen.size).toBeGreaterThan(500);
  });

  it('runs at least one turn, however few steps are asked for', () => {
    const form = { accumulators: 8, lanes: 4, unroll: 16 };
    expect(chainCount(form)).toBe(32);
    expect(chainTurns(1, form)).toBe(1);
    expect(chainTurns(32 * 16 * 5 + 1, form)).toBe(5);
  });
});
