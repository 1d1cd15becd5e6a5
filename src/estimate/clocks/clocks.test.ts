import { describe, expect, it } from 'vitest';
import { type Accelerator, loadAccelerators } from '../../facts/accelerators.ts';
import { nativeThroughput } from '../../facts/native-throughput.ts';
import { countModel } from '../../models/count.ts';
import { buildModel } from '../../models/zoo/zoo.ts';
import { testProfile } from '../../shared/result/profile.fixture.ts';
import { fixtureProfile } from '../profile.fixture.ts';
import { add } from '../range.ts';
import { findRecipe } from '../recipes.ts';
import { PLAIN_REGIME } from '../regimes/regime.ts';
import type { Bound, LayerEstimate, Range, TrainingEstimate } from '../training-estimate.ts';
import { browserClock, clockName, timesAsFast } from './clock-time.ts';
import { describeTimes } from './describe-times.ts';
import { nativeClock } from './native-clock.ts';
import { nativeUtilization } from './native-utilization.ts';
import { measuredBase, projectToCard, publishedBase } from './project-to-card.ts';

const cards = await loadAccelerators();

function card(id: string): Accelerator {
  const found = cards.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no card "${id}".`);
  return found;
}

function exactly(value: number): Range {
  return { value, low: value, high: value };
}

function layer(bound: Bound, seconds: number, change: Partial<LayerEstimate> = {}): LayerEstimate {
  return {
    ...{
      id: bound,
      name: bound,
      block: '',
      operator: 'linear',
      seconds: exactly(seconds),
      share: 0,
      bound,
    },
    ...{ flops: 0, macs: 0, bytes: 0, launches: 0, measurements: [] },
    passes: { forward: 0, backwardData: 0, backwardWeights: 0, optimizer: 0 },
    ...change,
  };
}

type Estimate = Pick<
  TrainingEstimate,
  | 'seconds'
  | 'stepSeconds'
  | 'macsPerStep'
  | 'recomputedFlopsPerStep'
  | 'layers'
  | 'kernelsUsed'
  | 'precision'
  | 'recipe'
>;

/** 10 s a step, 100 steps: half of it computing, 3 s moving memory, 1 s launching, 1 s on the host. */
const estimate: Estimate = {
  seconds: exactly(1000),
  stepSeconds: exactly(10),
  macsPerStep: 1e15,
  recomputedFlopsPerStep: 0,
  recipe: findRecipe('imagenet-90-epochs'),
  precision: 'f32',
  layers: [
    layer('compute', 5, { macs: 1e15, bytes: 1e9, launches: 10 }),
    layer('memory', 3),
    layer('launch', 1),
  ],
  kernelsUsed: [
    {
      ...{ kind: 'matmul', kernel: 'matmul/test', problem: '', standIn: false },
      flopsPerSecond: exactly(20e12),
    },
  ],
};

describe('the native clock', () => {
  const a100 = card('nvidia-a100-sxm4-80-gb');

  it('is matrix FLOPs over peak × utilisation, for a run of as many steps', () => {
    const { time, heldBy, peak } = nativeClock(estimate, a100, {
      utilization: { value: 0.5, low: 0.25, high: 1 },
    });
    expect(peak).toBe('bf16-matrix');
    expect(heldBy).toBe('arithmetic');
    const ideal = 2e15 / 312e12;
    expect(time.stepSeconds.value).toBeCloseTo(ideal / 0.5, 9);
    expect(time.stepSeconds.low).toBeCloseTo(ideal, 9);
    expect(time.stepSeconds.high).toBeCloseTo(ideal / 0.25, 9);
    expect(time.runSeconds.value).toBeCloseTo(100 * (ideal / 0.5), 6);
  });

  it('shares the work among the devices, and counts what is computed again', () => {
    const recipe = { ...estimate.recipe, regime: { ...PLAIN_REGIME, devices: 4 } };
    const alone = nativeClock(estimate, a100).time.stepSeconds.value;
    expect(nativeClock({ ...estimate, recipe }, a100).time.stepSeconds.value).toBeCloseTo(
      alone / 4,
      9,
    );
    const again = { ...estimate, recomputedFlopsPerStep: 1e15 };
    expect(nativeClock(again, a100).time.stepSeconds.value).toBeCloseTo(alone * 1.5, 9);
  });

  it('the ends of the ratio let both clocks err against each other', () => {
    const wide = { ...estimate, seconds: { value: 1000, low: 500, high: 2000 } };
    const { time, timesAsFast: ratio } = nativeClock(wide, a100);
    expect(ratio.low).toBeCloseTo(500 / time.runSeconds.high, 9);
    expect(ratio.high).toBeCloseTo(2000 / time.runSeconds.low, 9);
  });

  it('is never faster than the card moves the tensors, or than kernels are launched', () => {
    const moving = { ...estimate, macsPerStep: 1, layers: [layer('memory', 1, { bytes: 2039e9 })] };
    const moved = nativeClock(moving, a100, { peak: 'tf32' });
    expect(moved.heldBy).toBe('memory');
    expect(moved.time.stepSeconds.value).toBeCloseTo(1, 9);
    expect(nativeClock(moving, a100, { peak: 'f16-matrix' }).time.stepSeconds.value).toBeCloseTo(
      0.5,
      9,
    );
    const launching = {
      ...estimate,
      macsPerStep: 1,
      layers: [layer('launch', 1, { launches: 200 })],
    };
    const launched = nativeClock(launching, a100);
    expect(launched.heldBy).toBe('launches');
    expect(launched.time.stepSeconds.value).toBeCloseTo(1e-3, 12);
  });

  it('says which peak it cannot know', () => {
    expect(() => nativeClock(estimate, a100, { peak: 'f16' })).not.toThrow();
    expect(() => nativeClock(estimate, card('apple-m1'), { peak: 'tf32' })).toThrow(
      /TF32.*plain f32/,
    );
    expect(() => nativeClock(estimate, card('nvidia-rubin-cpx'))).toThrow('another card');
  });

  it('the published runs that it rests on come back out of it', () => {
    // ResNet-50 on an A100: 2,470 images a second by the source.
    const { macs } = countModel(buildModel('resnet50'));
    const step = {
      ...estimate,
      macsPerStep: 3 * macs * 256,
      layers: [layer('compute', 1, { operator: 'conv2d', macs: 1 })],
    };
    const { time, utilization } = nativeClock(step, a100);
    expect(utilization.network).toBe('convolutional');
    expect(256 / time.stepSeconds.high).toBeLessThan(2470);
    expect(256 / time.stepSeconds.low).toBeGreaterThan(2470);
  });

  it('every derived share of a published throughput follows from our count of the model', () => {
    for (const record of nativeThroughput) {
      const { macs } = countModel(buildModel(record.model, { imageSize: record.imagePixels }));
      const peak = card(record.card).peakFlopsPerSecond[record.peak] ?? Number.NaN;
      const share = (record.imagesPerSecond * 6 * macs) / peak;
      expect(Math.abs(record.utilization - share), record.model).toBeLessThan(0.0001);
    }
  });

  it('shows the conflicts between the sources of utilisation', () => {
    const { conflicts, low, value, high } = nativeUtilization('products', 'bf16-matrix');
    expect(conflicts.map(({ model }) => model)).toContain('GPT-3 175B');
    expect(low).toBeLessThan(value);
    expect(value).toBeLessThan(high);
  });
});

describe('projection to another card', () => {
  const from = {
    name: 'Here',
    figures: 'published',
    peakFlopsPerSecond: 40e12,
    bytesPerSecond: 500e9,
  } as const;
  const to = {
    ...card('nvidia-geforce-rtx-4090'),
    bytesPerSecond: 1000e9,
    peakFlopsPerSecond: { f32: 80e12 },
  };

  it('halves what computes and what moves memory, and leaves launches and the host', () => {
    const { time, boundShares, peakRatio, bandwidthRatio } = projectToCard(estimate, from, to);
    expect([peakRatio, bandwidthRatio]).toEqual([2, 2]);
    expect(time.stepSeconds.value).toBeCloseTo(5 / 2 + 3 / 2 + 2, 9);
    expect(time.runSeconds.value).toBeCloseTo(600, 6);
    expect(boundShares).toEqual({ compute: 0.5, memory: 0.3, launch: 0.2 });
  });

  it('the interval holds every published share of the peak, and the error of predictors', () => {
    const { leeway } = projectToCard(estimate, from, to);
    // The best kernel here reaches 20 of 40 TFLOPS; elsewhere 10.5 to 72 % were seen.
    expect(leeway.compute.low).toBeCloseTo(0.5 / 0.72, 9);
    expect(leeway.compute.high).toBeCloseTo(0.5 / 0.105, 9);
    expect(leeway.memory.high).toBeCloseTo(1.152, 9);
  });

  it('onto the same card the value stays', () => {
    const base = publishedBase(to);
    if (base === undefined) throw new Error('The card has no base.');
    expect(projectToCard(estimate, base, to).time.stepSeconds.value).toBeCloseTo(10, 9);
  });

  it('starts from measured ceilings where no card is known, and from nothing where they are missing', () => {
    const base = measuredBase(fixtureProfile(), 'Fixture');
    expect(base?.peakFlopsPerSecond).toBeCloseTo(2e12, -3);
    expect(base?.bytesPerSecond).toBeCloseTo(100e9, -3);
    expect(measuredBase({ ...testProfile(), ceilings: [] }, 'Fixture')).toBeUndefined();
    expect(() => projectToCard(estimate, from, card('nvidia-rubin-cpx'))).toThrow('another card');
  });
});

describe('clocks', () => {
  it('times of two clocks cannot be added, nor be taken for plain intervals', () => {
    const browser = browserClock(estimate);
    const native = nativeClock(estimate, card('nvidia-l4')).time;
    // @ts-expect-error -- a clock's time is no interval
    expect(add(browser, native).value).toBeNaN();
    // @ts-expect-error -- one clock is not the other
    const mixed: typeof browser = native;
    expect(mixed.clock).toBe('native');
  });

  it('every clock has a name, and their ratio is the one way across', () => {
    expect(clockName('browser')).toBe('this browser, measured');
    expect(clockName('native')).toBe('native, projected');
    const browser = browserClock(estimate);
    expect(timesAsFast(browser, browser)).toEqual({ value: 1, low: 1, high: 1 });
  });

  it('a ratio reads as two digits, and as one figure where its ends agree', () => {
    expect(describeTimes({ low: 3.04, value: 5, high: 9 })).toBe('3–9 times');
    expect(describeTimes({ low: 0.84, value: 1.5, high: 12.4 })).toBe('0.84–12 times');
    expect(describeTimes({ low: 1924, value: 3000, high: 11_090 })).toBe('1,900–11,000 times');
    expect(describeTimes({ low: 2, value: 2.04, high: 2.09 })).toBe('about 2 times');
  });
});
