import { describe, expect, it } from 'vitest';
import type { MeasureEvent } from '../../shared/events.ts';
import { applyEvents, startRun } from './run-state.ts';

const progress = (fraction: number, step: string): MeasureEvent => ({
  type: 'progress',
  phase: 'measure',
  step,
  fraction,
  elapsedMs: 10,
  remainingMs: 90,
});

const skipped = (reason: string): MeasureEvent => ({
  type: 'measurement',
  measurement: {
    status: 'skipped',
    kernel: 'matmul/naive',
    kernelHash: '0',
    problem: { op: 'matmul', m: 4, n: 4, k: 4, precision: 'f16' },
    parameters: {},
    verified: false,
    reason,
  },
});

describe('applyEvents', () => {
  it('keeps the last step and never lets progress fall', () => {
    const run = applyEvents(startRun('quick'), [progress(0.4, 'a'), progress(0.3, 'b')]);
    expect(run).toMatchObject({ step: 'b', fraction: 0.4, remainingMs: 90 });
  });

  it('replaces an earlier report on the same kernel and problem', () => {
    const run = applyEvents(startRun('quick'), [skipped('first'), skipped('second')]);
    expect(run.measurements).toHaveLength(1);
    expect(run.measurements[0]).toMatchObject({ reason: 'second' });
  });

  it('does not change the run it starts from', () => {
    const run = startRun('smoke');
    applyEvents(run, [progress(1, 'end')]);
    expect(run.fraction).toBe(0);
  });
});
