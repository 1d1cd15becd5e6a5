import { describe, expect, it } from 'vitest';
import { leastDevice as traits } from '../kernels/device-traits.fixture.ts';
import { kernelById } from '../kernels/registry.ts';
import type { Problem } from '../shared/problem.ts';
import type { Attempt, TuningReport } from '../shared/tuning.ts';
import { KernelRates } from './kernel-rates.ts';

const product = (m: number, n: number, k: number): Problem => ({
  op: 'matmul',
  m,
  n,
  k,
  precision: 'f32',
});

/** The first variant of a kernel that runs the problem. */
function choiceOf(id: string, problem: Problem) {
  const descriptor = kernelById(id);
  const tunables = descriptor
    .variants(problem)
    .find((each) => descriptor.unsupported(problem, each, traits) === undefined);
  if (tunables === undefined) throw new Error(`${id} does not run`);
  return { kernel: id, parameters: { ...tunables } };
}

function report(problem: Problem, gflops: Readonly<Record<string, number>>): TuningReport {
  if (problem.op !== 'matmul') throw new Error('a product is wanted');
  const attempts = Object.entries(gflops).map(([id, rate]): Attempt => {
    return {
      ...choiceOf(id, problem),
      ms: (2 * problem.m * problem.n * problem.k) / rate / 1e6,
    };
  });
  const [first] = attempts;
  if (first === undefined) throw new Error('no kernel');
  const choice = { kernel: first.kernel, parameters: first.parameters };
  return {
    problem,
    accumulatorBits: 32,
    source: 'raced',
    untuned: choice,
    winner: choice,
    gain: { median: 1, low: 1, high: 1 },
    attempts,
    pruned: 0,
    left: 0,
    spentMs: 0,
  };
}

/** Tiles of blocks win on large products, tiles of registers on thin ones. */
const rates = new KernelRates(
  {
    measurements: [],
    tuning: [
      report(product(1024, 1024, 512), { 'matmul/block-tile': 100, 'matmul/register-tile': 50 }),
      report(product(512, 1024, 512), { 'matmul/block-tile': 90, 'matmul/register-tile': 48 }),
      report(product(16, 1024, 512), { 'matmul/block-tile': 8, 'matmul/register-tile': 40 }),
      report(product(8, 1024, 512), { 'matmul/block-tile': 4, 'matmul/register-tile': 36 }),
    ],
  },
  traits,
);

describe('KernelRates', () => {
  it('chooses by what each kernel should take, not by the nearest problem alone', () => {
    const large = rates.choose(product(900, 900, 600));
    expect(large?.descriptor.id).toBe('matmul/block-tile');
    const work = (2 * 900 * 900 * 600) / 1e9;
    expect(work / (large?.seconds ?? 0)).toBeGreaterThan(70);
    const thin = rates.choose(product(12, 900, 600));
    expect(thin?.descriptor.id).toBe('matmul/register-tile');
    expect((2 * 12 * 900 * 600) / 1e9 / (thin?.seconds ?? 0)).toBeLessThan(60);
  });

  it('knows nothing of a family that was not measured', () => {
    expect(
      rates.choose({ op: 'dropout', elements: 100, group: 1, rate: 0.1, precision: 'f32' }),
    ).toBe(undefined);
    expect(rates.families('f32')).toEqual(['product A·B f32']);
  });

  it('leaves out kernels that the device cannot run', () => {
    const large = product(900, 900, 600);
    const weak = { ...traits, maxComputeWorkgroupStorageSize: 0 };
    const source = { measurements: [], tuning: [report(large, { 'matmul/block-tile': 100 })] };
    expect(new KernelRates(source, traits).choose(large)?.descriptor.id).toBe('matmul/block-tile');
    expect(new KernelRates(source, weak).choose(large)).toBe(undefined);
  });

  it('says how far off another shape may be', () => {
    const near = rates.choose(product(1000, 1000, 500))?.deviation ?? 0;
    const far = rates.choose(product(1000, 1000, 5))?.deviation ?? 0;
    expect(near).toBeGreaterThan(0);
    expect(far).toBeGreaterThan(1.2 * near);
  });
});
