import { describe, expect, it } from 'vitest';
import { SweepMemory } from './sweep-memory.ts';
import { MemoryTuningStore } from './tuning-store.ts';

const key = { adapter: 'test adapter', problemClass: 'matmul f32' };
const one = { kernel: 'matmul/naive', parameters: { workgroupX: 8, workgroupY: 8 } };
const two = { kernel: 'matmul/naive', parameters: { workgroupX: 16, workgroupY: 16 } };

describe('SweepMemory', () => {
  it('knows after reopening what was tried, fastest first, in whatever order tunables are listed', async () => {
    const store = new MemoryTuningStore();
    const memory = await SweepMemory.open(store, key, false);
    await memory.begin(one);
    await memory.add({ ...one, ms: 3 });
    await memory.add({ ...two, ms: 2 });
    await memory.finish();
    const again = await SweepMemory.open(store, key, false);
    expect(again.complete).toBe(true);
    expect(again.ranked().map(({ ms }) => ms)).toEqual([2, 3]);
    const turned = { kernel: one.kernel, parameters: { workgroupY: 8, workgroupX: 8 } };
    expect(again.attemptOf(turned)?.ms).toBe(3);
  });

  it('does not try again what was under way when the device died', async () => {
    const store = new MemoryTuningStore();
    const memory = await SweepMemory.open(store, key, false);
    await memory.begin(one);
    const next = await SweepMemory.open(store, key, false);
    expect(next.attemptOf(one)).toMatchObject({
      ms: null,
      reason: expect.stringMatching(/lost/) as string,
    });
    expect(next.ranked()).toEqual([]);
  });

  it('bears no grudge against a kernel whose run was cancelled', async () => {
    const store = new MemoryTuningStore();
    const memory = await SweepMemory.open(store, key, false);
    await memory.begin(one);
    await memory.release();
    const next = await SweepMemory.open(store, key, false);
    expect(next.attemptOf(one)).toBeUndefined();
  });

  it('starts afresh when asked, for another adapter, and from a damaged document', async () => {
    const store = new MemoryTuningStore();
    const memory = await SweepMemory.open(store, key, false);
    await memory.add({ ...one, ms: 3 });
    expect((await SweepMemory.open(store, key, true)).attempts).toEqual([]);
    const foreign = await SweepMemory.open(store, { ...key, adapter: 'other' }, false);
    expect(foreign.attempts).toEqual([]);
    const damaged = {
      read: () => Promise.resolve({ format: 'flopscope-tuning', attempts: 'many' }),
      write: () => Promise.resolve(),
    };
    expect((await SweepMemory.open(damaged, key, false)).attempts).toEqual([]);
  });
});
