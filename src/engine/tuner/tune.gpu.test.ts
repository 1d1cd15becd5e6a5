// The tuner on a real adapter: what it chooses is right, is kept, and survives a lost device.
import { afterEach, describe, expect, it } from 'vitest';
import { openSession, withPlantedBug } from '../../../test/support/node-gpu.ts';
import type { KernelDescriptor } from '../../kernels/descriptor.ts';
import { kernelById } from '../../kernels/registry.ts';
import type { MatmulProblem } from '../../shared/problem.ts';
import { quietRun } from '../quiet-run.ts';
import type { RunContext } from '../run-context.ts';
import { gainOf } from './report-tuning.ts';
import { tune, type TuneRequest, type TuningOutcome } from './tune.ts';
import { MemoryTuningStore } from './tuning-store.ts';

const problem: MatmulProblem = { op: 'matmul', m: 96, n: 96, k: 96, precision: 'f32' };
const request: TuneRequest = {
  problem,
  kernels: [few('matmul/naive'), few('matmul/register-tile')],
  accumulatorBits: 32,
  budgetMs: Infinity,
  roofs: { bytesPerSecond: undefined, launchMs: undefined },
  keep: 2,
  coverage: 'some',
  afresh: false,
};

const opened: (() => void)[] = [];
afterEach(() => {
  for (const dispose of opened.splice(0)) dispose();
});

async function openRun(tuningStore: MemoryTuningStore, signal?: AbortSignal): Promise<RunContext> {
  const session = await openSession();
  opened.push(() => {
    session.dispose();
  });
  const run = await quietRun(session, {
    suite: { sampleMs: 2 },
    ...(signal === undefined ? {} : { signal }),
  });
  return Object.assign(run, { tuningStore });
}

async function tuned(run: RunContext, change: Partial<TuneRequest> = {}): Promise<TuningOutcome> {
  const outcome = await tune(run, { ...request, ...change }, () => undefined);
  if (outcome === undefined) throw new Error('Nothing ran.');
  opened.unshift(() => {
    for (const { kernel } of outcome.contenders) kernel.dispose();
  });
  return outcome;
}

/** A kernel with its first variants only: compiling takes most of the time here. */
function few(id: string): KernelDescriptor {
  const kernel = kernelById(id);
  return { ...kernel, variants: (asked) => kernel.variants(asked).slice(0, 3) };
}

/** The kernel, telling which of its variants the tuner built. */
function watched(id: string, built: string[]): KernelDescriptor {
  const kernel = few(id);
  return {
    ...kernel,
    plan: (asked, tunables) => {
      built.push(`${id} ${JSON.stringify(tunables)}`);
      return kernel.plan(asked, tunables);
    },
  };
}

describe('tune', () => {
  it('tries every candidate once, keeps the fastest, and takes it from the store the next time', async () => {
    const store = new MemoryTuningStore();
    const first = await tuned(await openRun(store));
    const variants = request.kernels.flatMap((kernel) => kernel.variants(problem));
    expect(first.facts).toMatchObject({ source: 'raced', pruned: 0, left: 0 });
    expect(first.facts.spentMs).toBeGreaterThan(0);
    expect(first.facts.attempts).toHaveLength(variants.length);
    expect(first.contenders).toContain(first.untuned);
    const times = first.facts.attempts.map(({ ms }) => ms ?? Infinity);
    const [best] = first.contenders;
    const bestTime = first.facts.attempts.find(
      ({ kernel, parameters }) =>
        kernel === best?.kernel.descriptor.id &&
        JSON.stringify(parameters) === JSON.stringify(best.kernel.tunables),
    )?.ms;
    expect(bestTime).toBe(Math.min(...times));

    const built: string[] = [];
    const kernels = request.kernels.map(({ id }) => watched(id, built));
    const second = await tuned(await openRun(store), { kernels });
    expect(second.facts.source).toBe('stored');
    // The untuned choice and the best variant of each of the two kernels, nothing else.
    expect(new Set(built).size).toBeLessThanOrEqual(3);
  });

  it('starts from what is shipped when there is no time, and says how many are left', async () => {
    const kernels = [few('matmul/register-tile'), few('matmul/vector-tile')];
    const { facts, contenders } = await tuned(await openRun(new MemoryTuningStore()), {
      budgetMs: 0,
      kernels,
    });
    expect(facts.source).toBe('shipped');
    expect(contenders).toHaveLength(1);
    expect(facts.left).toBe(kernels.flatMap((kernel) => kernel.variants(problem)).length - 1);
  });

  it('measures at least one variant of every kernel when asked to, however short the time', async () => {
    const { contenders, facts } = await tuned(await openRun(new MemoryTuningStore()), {
      budgetMs: 0,
      coverage: 'each',
    });
    // They are prepared to be measured, not to be chosen from.
    expect(facts.spentMs).toBe(0);
    const ids = new Set(contenders.map(({ kernel }) => kernel.descriptor.id));
    expect(ids).toEqual(new Set(['matmul/naive', 'matmul/register-tile']));
  });

  it('rules out by the roofline what could not win, without building its shader for the device', async () => {
    const { facts } = await tuned(await openRun(new MemoryTuningStore()), {
      // Launches of an hour: nothing but the first candidate can be worth its time.
      roofs: { bytesPerSecond: undefined, launchMs: 3.6e6 },
      kernels: [few('matmul/register-tile')],
    });
    expect(facts.attempts).toHaveLength(1);
    expect(facts.pruned).toBe(few('matmul/register-tile').variants(problem).length - 1);
  });

  it('never lets a wrong kernel win, and remembers why it lost', async () => {
    const broken = withPlantedBug(few('matmul/register-tile'), /firstRow \+ 1,/, 'firstRow + 2,');
    const run = await openRun(new MemoryTuningStore());
    const { facts, contenders } = await tuned(run, {
      kernels: [few('matmul/naive'), broken],
    });
    expect(contenders.map(({ kernel }) => kernel.descriptor.id)).not.toContain(broken.id);
    const lost = facts.attempts.filter(({ kernel }) => kernel === broken.id);
    expect(lost.length).toBeGreaterThan(0);
    for (const { ms, reason } of lost) {
      expect(ms).toBeNull();
      expect(reason).toMatch(/float64 reference|never written/);
    }
  });

  it('skips a kernel that does not compile, with the compiler’s message, and goes on', async () => {
    const broken = withPlantedBug(few('matmul/naive'), 'fn main', 'fn fn main');
    const run = await openRun(new MemoryTuningStore());
    const { facts } = await tuned(run, {
      kernels: [broken, few('matmul/register-tile')],
    });
    const failed = facts.attempts.filter(({ kernel }) => kernel === broken.id);
    for (const { reason } of failed) expect(reason).toMatch(/line \d+/);
    expect(facts.untuned.kernel).toBe('matmul/register-tile');
    expect(run.measurements.some(({ status }) => status === 'failed')).toBe(true);
  });
});

describe('a device that is lost in the middle of tuning', () => {
  it('costs only the candidate under way: the next device goes on from there', async () => {
    const store = new MemoryTuningStore();
    const run = await openRun(store);
    const built: string[] = [];
    const kernels = request.kernels.map(({ id }) => watched(id, built));
    const dying = kernels.map((kernel) => ({
      ...kernel,
      plan: (
        asked: Parameters<typeof kernel.plan>[0],
        tunables: Parameters<typeof kernel.plan>[1],
      ) => {
        const plan = kernel.plan(asked, tunables);
        if (new Set(built).size === 4) run.session.device.destroy();
        return plan;
      },
    }));
    await expect(tuned(run, { kernels: dying })).rejects.toMatchObject({ code: 'device-lost' });
    const before = new Set(built);
    expect(before.size).toBe(4);

    built.length = 0;
    const { facts } = await tuned(await openRun(store), { kernels });
    const all = request.kernels.flatMap((kernel) => kernel.variants(problem)).length;
    expect(facts.attempts).toHaveLength(all);
    const blamed = facts.attempts.filter(({ reason }) =>
      (reason ?? '').includes('device was lost'),
    );
    expect(blamed).toHaveLength(1);
    // Compiled again: what takes part in the final. Everything else of the first half is not.
    const again = [...before].filter((candidate) => built.includes(candidate));
    expect(again.length).toBeLessThanOrEqual(3);
  });

  it('blames nobody when a person cancels', async () => {
    const store = new MemoryTuningStore();
    const controller = new AbortController();
    const run = await openRun(store, controller.signal);
    const steps: number[] = [];
    const cancelled = tune(run, request, (fraction) => {
      steps.push(fraction);
      if (steps.length === 3) controller.abort();
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'aborted' });
    const { facts } = await tuned(await openRun(store));
    expect(facts.attempts.every(({ ms }) => ms !== null)).toBe(true);
  });
});

describe('gainOf', () => {
  it('compares samples of the same rounds only', async () => {
    const { untuned } = await tuned(await openRun(new MemoryTuningStore()), { budgetMs: 0 });
    const other = Object.create(untuned) as typeof untuned;
    untuned.samples = [1, 2, 3].map((round) => ({ ms: 4 * round, atMs: 0, round }));
    other.samples = [2, 3, 4].map((round) => ({ ms: 2 * round, atMs: 0, round }));
    expect(gainOf(untuned, other)).toEqual({ median: 2, low: 2, high: 2 });
    expect(gainOf(untuned, untuned).median).toBe(1);
  });
});
