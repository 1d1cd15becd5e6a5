import { beforeAll, describe, expect, it } from 'vitest';
import { ruledProfile } from '../../../test/support/ruled-profile.ts';
import { loadCompression } from '../../facts/compression.ts';
import { countModel } from '../../models/count.ts';
import { parseVariants } from '../../models/variants/parse-variants.ts';
import { buildModel, findModel } from '../../models/zoo/zoo.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { loadFootprintFacts } from '../footprint/load-footprint-facts.ts';
import { parseInference } from '../inference/parse-inference.ts';
import { type ComparedVariant, compareVariants } from './compare-variants.ts';
import { runningPower } from './running-power.ts';

const facts = await loadCompression();
const footprintFacts = await loadFootprintFacts();
let profile: DeviceProfile;

let halfProfile: DeviceProfile;

beforeAll(() => {
  profile = ruledProfile();
  halfProfile = ruledProfile({
    half: true,
    isMeasured: ({ op }) => !op.startsWith('sparse') && !op.startsWith('quantized'),
  });
});

function compare(model: string, variants: string, input = {}, measuredBy = profile) {
  const parsed = parseInference(input, findModel(model));
  const power = runningPower(measuredBy, footprintFacts);
  if (!parsed.ok || !power.ok) throw new Error(JSON.stringify(parsed));
  return compareVariants({
    model,
    variants: parseVariants(variants),
    use: parsed.use,
    profile: measuredBy,
    published: facts,
    footprint: power.request,
  });
}

function variant(variants: readonly ComparedVariant[], id: string): ComparedVariant {
  const found = variants.find((each) => each.id === id);
  if (found === undefined) throw new Error(`${id} is missing.`);
  return found;
}

describe('compareVariants', () => {
  it('tells when the making is repaid, at once or not at all', () => {
    const { variants, dense } = compare(
      'resnet18',
      'channels:0.5,pruned:0.5,distilled:squeezenet1-1',
    );
    expect(dense.breakEven).toBeNull();
    const { breakEven, forward, trainingSeconds } = variant(variants, 'channels:0.5');
    const saved = (dense.forward.seconds?.value ?? 0) - (forward.seconds?.value ?? 0);
    const making = 0.1 * (trainingSeconds?.value ?? 0);
    expect(breakEven?.making).toBe('fine-tuning');
    expect(breakEven?.inferences.count?.value).toBeCloseTo(making / saved, -2);
    expect(breakEven?.runs.count?.value).toBeCloseTo(
      making / ((dense.trainingSeconds?.value ?? 0) - (trainingSeconds?.value ?? 0)),
      6,
    );
    expect(variant(variants, 'pruned:0.5').breakEven?.inferences).toMatchObject({
      count: null,
      sentence: 'Never: it is not faster than the dense network here.',
    });
    const student = variant(variants, 'distilled:squeezenet1-1');
    const { teacherSeconds, seconds } = student.breakEven ?? {};
    expect(teacherSeconds?.value).toBeGreaterThan(0.2 * (dense.trainingSeconds?.value ?? 0));
    expect(teacherSeconds?.value).toBeLessThan(0.5 * (dense.trainingSeconds?.value ?? 0));
    expect(seconds?.value).toBeCloseTo(
      (teacherSeconds?.value ?? 0) + (student.trainingSeconds?.value ?? 0),
      0,
    );
  });

  it('repays what is made without training at once', () => {
    const language = compare('distilgpt2', 'int8-weights', { tokensIn: 64, tokensOut: 2 }).variants;
    expect(variant(language, 'int8-weights').breakEven?.tokens).toMatchObject({
      count: { value: 0, low: 0, high: 0 },
    });
  });

  it('counts f16 where it was not measured', () => {
    const counted = variant(compare('resnet18', 'f16').variants, 'f16');
    expect(counted.forward).toMatchObject({ seconds: null, measuredSpeedup: null });
    expect(counted.notes.join(' ')).toContain('shader-f16');
  });

  it('times f16 where it was measured', () => {
    const { variants, dense } = compare('resnet18', 'f16,channels:0.5+f16', {}, halfProfile);
    const { forward, checkpointBytes } = variant(variants, 'f16');
    expect(checkpointBytes).toBe(dense.checkpointBytes / 2);
    expect(forward.bytes).toBeLessThan(0.55 * dense.forward.bytes);
    expect(forward.flops).toBe(dense.forward.flops);
    // Arithmetic at the same rate, and half the traffic.
    expect(forward.measuredSpeedup?.value).toBeGreaterThan(1);
    expect(forward.measuredSpeedup?.value).toBeLessThan(1.5);
    expect(variant(variants, 'channels:0.5+f16').forward.measuredSpeedup?.value).toBeGreaterThan(2);
  });

  it('says that a suite without f16 does not tell its times', () => {
    const { environment, ...base } = profile;
    const plain = { ...base, environment: { ...environment, features: ['shader-f16'] } };
    const { notes } = variant(compare('resnet18', 'f16', {}, plain).variants, 'f16');
    expect(notes.join(' ')).toContain('"shrink" measured no kernel in f16');
  });

  it('counts as the models are counted, and holds the dense network against itself', () => {
    const { dense, variants } = compare('resnet18', 'channels:0.5');
    const { macs, flops, bytes, params } = countModel(buildModel('resnet18', { batch: 1 }));
    expect(dense).toMatchObject({ params, checkpointBytes: 4 * params });
    expect(dense.forward).toMatchObject({ macs, flops, bytes, theoreticalSpeedup: 1 });
    expect(dense.forward.measuredSpeedup).toEqual({ value: 1, low: 1, high: 1 });
    const { forward } = variant(variants, 'channels:0.5');
    expect(forward.theoreticalSpeedup).toBe(flops / forward.flops);
    expect(forward.measuredSpeedup?.value).toBeGreaterThan(2);
    expect(forward.energyKwh?.value).toBeLessThan(dense.forward.energyKwh?.value ?? 0);
  });

  it('foretells what the rule of the device says', () => {
    const { variants, dense } = compare('resnet18', 'pruned:0.98,int8-weights');
    const seconds = dense.forward.seconds?.value ?? 0;
    // 3.63 GFLOP at 100 GFLOP/s, and what moves memory.
    expect(seconds).toBeGreaterThan(dense.forward.macs / 50e9);
    expect(seconds).toBeLessThan(1.5 * (dense.forward.macs / 50e9));
    // A fiftieth of the weights at a tenth of the rate, the first layer and the rest as before.
    const pruned = variant(variants, 'pruned:0.98').forward;
    expect(pruned.measuredSpeedup?.value).toBeGreaterThan(1.5);
    expect(pruned.measuredSpeedup?.value).toBeLessThan(5);
    expect(pruned.theoreticalSpeedup).toBeGreaterThan(10);
  });

  it('says that a saving does not arrive, and why', () => {
    const { variants } = compare('resnet18', 'pruned:0.5');
    const { forward, notes } = variant(variants, 'pruned:0.5');
    expect(forward.theoreticalSpeedup).toBeGreaterThan(1.5);
    expect(forward.measuredSpeedup?.high).toBeLessThan(1);
    const said = notes.join(' ').replaceAll('\u00a0', ' ');
    expect(said).toMatch(/1?\d(\.\d)? % of that rate/);
    expect(said).toMatch(/Single pruned weights gain on this device from (8[5-9]|9\d)/);
  });

  it('knows ratios better than times: what both have in common cancels', () => {
    const { variants } = compare('resnet18', 'fused');
    const { seconds, measuredSpeedup } = variant(variants, 'fused').forward;
    const width = (range: typeof seconds) => Math.log((range?.high ?? 1) / (range?.low ?? 1));
    expect(width(measuredSpeedup)).toBeLessThan(width(seconds) / 2);
    expect(measuredSpeedup?.low).toBeLessThanOrEqual(measuredSpeedup?.value ?? 0);
    expect(measuredSpeedup?.value).toBeLessThanOrEqual(measuredSpeedup?.high ?? 0);
  });

  it('finds the sparsity from which pruned weights pay', () => {
    const { crossovers } = compare('distilgpt2', 'pruned:0.9', { tokensIn: 128, tokensOut: 2 });
    const csr = crossovers.find(({ format }) => format === 'csr');
    // A tenth of the rate: nine tenths have to go, and a little more for the copies.
    expect(csr?.sparsity.value).toBeGreaterThan(0.86);
    expect(csr?.sparsity.value).toBeLessThan(0.95);
    expect(csr?.sparsity.low).toBeLessThanOrEqual(csr?.sparsity.value ?? 0);
    const speedups = csr?.curve.map(({ speedup }) => speedup.value) ?? [];
    expect(speedups[0]).toBeLessThan(0.3);
    expect(speedups.at(-1)).toBeGreaterThan(2);
  });

  it('tells reading and writing apart, with a larger batch too', () => {
    const one = compare('distilgpt2', 'int8-weights', { tokensIn: 64, tokensOut: 2 });
    const { forward, decode } = variant(one.variants, 'int8-weights');
    expect(decode?.macs).toBeLessThan(forward.macs / 30);
    // A step reads all weights: four bytes become one, at any rate of arithmetic.
    expect(decode?.measuredSpeedup?.value).toBeGreaterThan(forward.measuredSpeedup?.value ?? 0);
    const eight = compare('distilgpt2', 'int8-weights', {
      tokensIn: 64,
      tokensOut: 2,
      inferenceBatch: 8,
    });
    expect(eight.dense.forward.macs).toBe(8 * one.dense.forward.macs);
  });

  it('trains stored weights dense, smaller networks as they are, and folded ones not at all', () => {
    const { dense, variants } = compare('resnet18', 'pruned:0.9,channels:0.5,fused');
    expect(variant(variants, 'pruned:0.9').trainingSeconds).toEqual(dense.trainingSeconds);
    const smaller = variant(variants, 'channels:0.5').trainingSeconds?.value ?? Infinity;
    expect(smaller).toBeLessThan(0.6 * (dense.trainingSeconds?.value ?? 0));
    expect(variant(variants, 'fused').trainingSeconds).toBeNull();
  });

  it('scores all variants in one setting, and names the others', () => {
    const { dense, variants } = compare('resnet50', 'pruned:0.9,pruned:0.8,int8,blocks:0.5');
    const scored = variants.flatMap(({ accuracy }) => accuracy ?? []);
    expect(scored.map(({ value }) => value)).toHaveLength(2);
    expect(new Set(scored.map(({ setting }) => setting)).size).toBe(1);
    expect(dense.accuracy?.setting).toBe(scored[0]?.setting);
    expect(variant(variants, 'blocks:0.5').accuracy).toBeNull();
    expect(variant(variants, 'int8').notes.join(' ')).toContain('Published in another evaluation');
  });

  it('keeps on without what does not apply, and refuses when nothing does', () => {
    const { variants, refused } = compare('vit-b-16', 'channels:0.5,experts:8,distilled:bert-base');
    expect(variants.map(({ id }) => id)).toContain('channels:0.5');
    expect(refused.map(({ id }) => id)).toEqual(['distilled:bert-base']);
    expect(() => compare('vit-b-16', 'distilled:bert-base')).toThrow('one reads images');
  });

  it('tells counts alone where compressed kernels were not measured', () => {
    const plain = ruledProfile({ isMeasured: ({ op }) => op !== 'sparse-matmul' });
    const { variants, crossovers } = compare('resnet18', 'pruned:0.9,channels:0.5', {}, plain);
    const { forward, notes } = variant(variants, 'pruned:0.9');
    expect(forward).toMatchObject({ seconds: null, measuredSpeedup: null, energyKwh: null });
    expect(forward.theoreticalSpeedup).toBeGreaterThan(5);
    expect(notes.join(' ')).toContain('suite "shrink"');
    expect(variant(variants, 'channels:0.5').forward.measuredSpeedup).not.toBeNull();
    expect(crossovers).toEqual([]);
  });
});
