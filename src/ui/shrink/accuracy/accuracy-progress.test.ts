import { describe, expect, it } from 'vitest';
import { digitsPlan } from '../../../models/digits-shrink/digits-plan.ts';
import type { ShrinkActivity } from '../../../workers/shrink-api.ts';
import { progressNote, progressStep } from './accuracy-progress.ts';
import { startAccuracy } from './accuracy-run.ts';

const run = startAccuracy(digitsPlan('smoke', 2), undefined, []);
const at = (activity?: ShrinkActivity) =>
  progressStep({ ...run, now: { seed: 2, step: 'pruned-global-90', activity } });

describe('progressStep', () => {
  it('names the seed, the variant and what is done to it', () => {
    expect(progressStep(run)).toBe('Waiting for the GPU');
    expect(at()).toMatch(/^Seed 2 of 2, 90\u00a0% pruned: compiling/);
    expect(at({ kind: 'training', done: 4, of: 6, loss: 0.12345 })).toMatch(
      /training step 4 of 6, loss 0\.123$/,
    );
    expect(at({ kind: 'examining', done: 5, of: 10 })).toMatch(/examining it, 50\u00a0%$/);
    expect(at({ kind: 'timing', done: 1, of: 5 })).toMatch(/timing it/);
  });

  it('counts no seeds where there is one', () => {
    const one = startAccuracy(digitsPlan('smoke'), undefined, []);
    const now = { seed: 1, step: 'dense', activity: undefined };
    expect(progressStep({ ...one, now })).toMatch(/^Dense: /);
  });
});

describe('progressNote', () => {
  it('promises no time before one is known', () => {
    expect(progressNote(run)).toMatch(/learnt from the first steps/);
    expect(progressNote({ ...run, remainingMs: 30_000 })).toBe('About 30\u00a0s left.');
  });
});
