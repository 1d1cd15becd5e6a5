import { describe, expect, it } from 'vitest';
import type { KernelPlan } from '../../kernels/descriptor.ts';
import { kernelById } from '../../kernels/registry.ts';
import { leastMs } from './roofs.ts';

const problem = { op: 'matmul', m: 256, n: 256, k: 256, precision: 'f32' } as const;
const kernel = kernelById('matmul/naive');
const [variant = {}] = kernel.variants(problem);
const plan: KernelPlan = kernel.plan(problem, variant);
const unknown = { bytesPerSecond: undefined, launchMs: undefined };

describe('leastMs', () => {
  it('grows as fewer invocations share the work', () => {
    const [pass] = plan.passes;
    if (pass === undefined) throw new Error('The plan has no pass.');
    const lonely = { ...plan, passes: [{ ...pass, workgroups: [1, 1, 1] as const }] };
    const groups = pass.workgroups.reduce((a, b) => a * b, 1);
    expect(leastMs(lonely, 'f32', unknown) / leastMs(plan, 'f32', unknown)).toBeCloseTo(groups, 6);
  });

  it('never rules out what a GPU of 65,536 lanes could do in the time of its peak', () => {
    // 2 · 256³ FLOP by 65,536 invocations at 2.5 GHz, one multiply-add a clock: the true peak.
    const peakMs = (2 * 256 ** 3 * 1e3) / (65_536 * 2 * 2.5e9);
    expect(leastMs(plan, 'f32', unknown)).toBeLessThan(peakMs);
  });

  it('counts a launch for every pass, and what cannot stay in a cache', () => {
    const twice = { ...plan, passes: [...plan.passes, ...plan.passes] };
    expect(leastMs(twice, 'f32', { ...unknown, launchMs: 10 })).toBe(10);
    const big = { role: 'scratch', name: 's', format: 'f32', length: 2 ** 28 } as const;
    const spilling = { ...plan, buffers: [...plan.buffers, big] };
    // 1 GiB less the largest cache, written and read.
    expect(leastMs(spilling, 'f32', { ...unknown, bytesPerSecond: 1e12 })).toBeCloseTo(
      (2 * (2 ** 30 - 2 ** 28)) / 1e9,
      6,
    );
    expect(leastMs(plan, 'f32', { ...unknown, bytesPerSecond: 1 })).toBe(
      leastMs(plan, 'f32', unknown),
    );
  });
});
