import { describe, expect, it } from 'vitest';
import { loadFootprintFacts } from '../footprint/load-footprint-facts.ts';
import { fixtureProfile } from '../profile.fixture.ts';
import { breakEven, type BreakEvenRequest } from './break-even.ts';
import { energyOf } from './energy-of.ts';
import { runningPower } from './running-power.ts';
import type { WholeTraining } from './variant-training.ts';

const power = runningPower(fixtureProfile(), await loadFootprintFacts(), { tdp: '200' });
if (!power.ok) throw new Error(JSON.stringify(power));
const footprint = power.request;

function training(value: number, low = value, high = value): WholeTraining {
  return { recipe: 'a recipe', seconds: { value, low, high }, forwardShare: 0.25, examples: 1e6 };
}

const exactly = (value: number) => ({ value, low: value, high: value });

/** The dense network: 4 s for a batch of 4, 2000 s to train; the variant is twice as fast and takes half as long. */
const TWICE_AS_FAST: BreakEvenRequest = {
  makings: ['fine-tuning'],
  fineTuning: 0.1,
  dense: training(2000, 1000, 4000),
  own: training(1000, 500, 2000),
  batch: 4,
  item: 'image',
  forward: {
    dense: { seconds: { value: 4, low: 2, high: 8 } },
    own: { seconds: exactly(2), measuredSpeedup: { value: 2, low: 1.6, high: 2.5 } },
  },
  decode: undefined,
  footprint,
};

describe('breakEven', () => {
  it('divides the making by what each inference saves, ends against ends', () => {
    const { making, seconds, inferences, runs, tokens } = breakEven(TWICE_AS_FAST);
    expect(making).toBe('fine-tuning');
    expect(seconds).toEqual({ value: 100, low: 50, high: 200 });
    // A batch of 4 saves 2 s: half a second each; at least 2 · (1 − 1/1.6) / 4, at most 8 · (1 − 1/2.5) / 4.
    expect(inferences.savedSeconds).toEqual({ value: 0.5, low: 0.1875, high: 1.2 });
    expect(inferences.count?.value).toBe(200);
    expect(inferences.count?.low).toBeCloseTo(50 / 1.2, 9);
    expect(inferences.count?.high).toBeCloseTo(200 / 0.1875, 9);
    expect(inferences.sentence).toContain('Repaid after 200');
    expect(tokens).toBeNull();
    // Each later training saves 1000 s, the ends of both trainings together.
    expect(runs.savedSeconds).toEqual({ value: 1000, low: 500, high: 2000 });
    expect(runs.count).toEqual({ value: 0.1, low: 0.025, high: 0.4 });
  });

  it('tells the same in energy', () => {
    const { energyKwh, seconds, inferences } = breakEven(TWICE_AS_FAST);
    expect(energyKwh).toEqual(seconds && energyOf(seconds, footprint));
    const each = inferences.savedKwh?.value ?? 0;
    expect((energyKwh?.value ?? 0) / each).toBeCloseTo(200, 9);
    const without = breakEven({ ...TWICE_AS_FAST, footprint: undefined });
    expect(without.energyKwh).toBeNull();
    expect(without.inferences.savedKwh).toBeNull();
    expect(without.inferences.count?.value).toBe(200);
  });

  it('repays what costs nothing at once, but never what is slower', () => {
    const free = { ...TWICE_AS_FAST, makings: ['none', 'none'] } as const;
    expect(breakEven(free).inferences).toMatchObject({ count: exactly(0) });
    expect(breakEven(free).runs.sentence).toContain('Does not apply');
    const slower = breakEven({
      ...free,
      forward: {
        ...free.forward,
        own: { seconds: exactly(8), measuredSpeedup: { value: 0.5, low: 0.4, high: 0.8 } },
      },
    });
    expect(slower.inferences).toMatchObject({
      count: null,
      sentence: 'Never: it is not faster than the dense network here.',
      savedSeconds: { value: -1, low: -3, high: -0.125 },
    });
    const { value = 0, low = 0, high = 0 } = slower.inferences.savedKwh ?? {};
    expect(low).toBeLessThan(value);
    expect(value).toBeLessThan(high);
    expect(high).toBeLessThan(0);
  });

  it.each([
    ['contains 1', { value: 1.1, low: 0.9, high: 1.4 }],
    ['is not known', null],
  ])('cannot tell where the speed-up %s', (sentence, measuredSpeedup) => {
    const { inferences } = breakEven({
      ...TWICE_AS_FAST,
      forward: { ...TWICE_AS_FAST.forward, own: { seconds: exactly(2), measuredSpeedup } },
    });
    expect(inferences).toMatchObject({ count: null, savedSeconds: null, savedKwh: null });
    expect(inferences.sentence).toContain(sentence);
  });

  it('adds the teacher to the training of its student', () => {
    const { making, seconds, teacherSeconds, notes } = breakEven({
      ...TWICE_AS_FAST,
      makings: ['distillation'],
    });
    expect(making).toBe('distillation');
    // A quarter of its own 2000 s are forward passes.
    expect(teacherSeconds?.value).toBe(500);
    expect(seconds?.value).toBe(1500);
    expect(notes.join(' ')).toContain('examples');
  });

  it('a distilled network that is pruned is fine-tuned besides; experts are trained whole', () => {
    const both = breakEven({ ...TWICE_AS_FAST, makings: ['distillation', 'fine-tuning'] });
    expect(both.seconds?.value).toBe(1600);
    expect(breakEven({ ...TWICE_AS_FAST, makings: ['training'] }).seconds?.value).toBe(1000);
  });

  it('counts written tokens by themselves', () => {
    const { tokens } = breakEven({
      ...TWICE_AS_FAST,
      decode: {
        dense: { seconds: exactly(0.8) },
        own: { seconds: exactly(0.2), measuredSpeedup: exactly(4) },
      },
    });
    // 0.6 s for four sequences.
    expect(tokens?.savedSeconds?.value).toBeCloseTo(0.15, 12);
    expect(tokens?.count?.value).toBeCloseTo(100 / 0.15, 9);
  });

  it('says why later trainings repay nothing', () => {
    const dense = training(2000, 1000, 4000);
    const runs = (own: WholeTraining | null) => breakEven({ ...TWICE_AS_FAST, dense, own }).runs;
    expect(runs(dense).sentence).toContain('Never');
    expect(runs(training(1900, 1100, 3000)).sentence).toContain('leave open');
    expect(runs(null).sentence).toContain('no recipe');
    expect(breakEven({ ...TWICE_AS_FAST, own: null })).toMatchObject({
      seconds: null,
      inferences: { count: null },
    });
  });

  it('takes no fine-tuning as such', () => {
    const { seconds, inferences, notes } = breakEven({ ...TWICE_AS_FAST, fineTuning: 0 });
    expect(seconds?.value).toBe(0);
    expect(inferences.count).toEqual(exactly(0));
    expect(notes.join(' ')).toContain('No fine-tuning');
  });
});
