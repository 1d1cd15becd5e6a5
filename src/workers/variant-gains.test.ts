// Gains of variants by recorded profiles: those of the comparison, for each device its own, and refusals.
import { beforeAll, describe, expect, it } from 'vitest';
import { realProfiles } from '../../test/support/real-profiles.ts';
import { ruledProfile } from '../../test/support/ruled-profile.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { variantGains } from './variant-gains.ts';

let ruled: DeviceProfile;
let quick: DeviceProfile;
beforeAll(() => {
  ruled = ruledProfile();
  const found = realProfiles().find(({ file }) => file.endsWith('quick-node-swiftshader.json'));
  if (found === undefined) throw new Error('The recorded quick result is missing.');
  quick = found.profile;
});

describe('gains of variants', () => {
  it('promise what is counted, and tell the speed of each device that measured the kernels', async () => {
    const { model, batch, gains } = await variantGains({
      model: 'resnet18',
      variants: 'channels:0.5,int8',
      profiles: [ruled, quick],
    });
    expect([model, batch]).toEqual(['ResNet-18', 1]);
    expect(gains).toHaveLength(2);
    for (const { promised, speedups } of gains) {
      // Turning activations into int8 is counted too.
      expect(promised).toBeGreaterThan(0.9);
      expect(speedups).toHaveLength(2);
      const [first] = speedups;
      if (first === undefined) continue;
      expect(first.low).toBeLessThanOrEqual(first.ratio);
      expect(first.high).toBeGreaterThanOrEqual(first.ratio);
    }
    const [channels] = gains;
    expect(channels?.promised).toBeGreaterThan(2);
    expect(channels?.speedups[0]?.ratio).toBeGreaterThan(1);
  });

  it('of a small suite are those of the suite shrink, as far off as they say', async () => {
    const of = (suites: readonly string[]) =>
      realProfiles().flatMap(({ file, profile }) =>
        file.startsWith('bench/') && suites.includes(profile.suite) ? [profile] : [],
      );
    const [small, whole] = [of(['quick', 'full']), of(['shrink'])];
    let [all, held] = [0, 0];
    for (const model of ['resnet18', 'mobilenet-v2', 'bert-base']) {
      const { gains, notes } = await variantGains({
        model,
        variants: 'channels:0.5,low-rank:0.25,fused,pruned:0.9',
        profiles: [...small, ...whole],
      });
      expect(notes.join(' ')).toMatch(/the suite “shrink”.*foretold from the memory bandwidth/);
      for (const { speedups } of gains) {
        const known = speedups.slice(small.length).flatMap((speedup) => speedup?.ratio ?? []);
        const truth = Math.exp(known.reduce((sum, each) => sum + Math.log(each), 0) / known.length);
        const foretold = speedups.slice(0, small.length).flatMap((speedup) => speedup ?? []);
        all += foretold.length;
        held += foretold.filter(({ low, high }) => low <= truth && truth <= high).length;
      }
    }
    // Three of four variants, of five results; nothing tells a quick result of sparse weights.
    expect(all).toBeGreaterThanOrEqual(3 * 5 * 3);
    expect(held / all).toBeGreaterThan(0.9);
  });

  it('are surer of a device whose suite measured the shapes of networks', async () => {
    const training = realProfiles().find(({ file }) => file.startsWith('test/fixtures/training'));
    if (training === undefined) throw new Error('The recorded training result is missing.');
    const { gains } = await variantGains({
      model: 'resnet18',
      variants: 'channels:0.5,fused',
      profiles: [training.profile, quick],
    });
    for (const { speedups } of gains) {
      const [sure = 0, unsure = 0] = speedups.map((each) => (each ? each.high / each.low : 0));
      expect(sure).toBeGreaterThan(1);
      expect(sure).toBeLessThan(unsure / 2);
    }
  });

  it('say which variant does not apply, and why', async () => {
    const { gains, notes } = await variantGains({
      model: 'vgg16',
      variants: 'experts:8,fused',
      profiles: [ruled],
    });
    expect(gains).toHaveLength(1);
    expect(notes.join(' ')).toMatch(/VGG-16/);
  });

  it.each([
    ['resnet51', 'fused', 'unknown-name'],
    ['resnet18', 'prund:0.9', 'unknown-name'],
    ['resnet18', 'pruned:1', 'invalid-input'],
  ])('refuse %s with "%s"', async (model, variants, code) => {
    await expect(variantGains({ model, variants, profiles: [ruled] })).rejects.toMatchObject({
      code,
    });
  });
});
