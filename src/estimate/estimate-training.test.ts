import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { triedModels } from '../../test/support/tried-models.ts';
import { trainingFact } from '../facts/facts.ts';
import { countModel } from '../models/count.ts';
import { GraphBuilder } from '../models/graph-builder.ts';
import { dimension } from '../models/shapes.ts';
import { buildModel, findModel } from '../models/zoo/zoo.ts';
import { estimateTraining, type TrainingSubject } from './estimate-training.ts';
import { ALL_KINDS, fixtureProfile, matmul512 } from './profile.fixture.ts';
import { findRecipe, parseRecipe, recipesFor, type TrainingRecipe } from './recipes.ts';

const ROWS = 1024;
const WIDTH = 1024;

/** One 1024 × 1024 layer without bias, on 1024 rows: every figure can be computed by hand. */
const oneLayer: TrainingSubject = {
  info: { ...findModel('resnet50'), id: 'one-layer', name: 'One layer' },
  build: () => {
    const graph = new GraphBuilder();
    const x = graph.input('x', [dimension('batch', ROWS), dimension('features', WIDTH)]);
    const y = graph.apply('linear', 'only', [x], { outFeatures: WIDTH, bias: false });
    const bindings = { batch: ROWS };
    return graph.finish({ id: 'one', name: 'One layer', head: '', bindings, outputs: [y] });
  },
};

const oneEpoch: TrainingRecipe = {
  ...findRecipe('custom'),
  phases: [{ name: 'Training', batch: ROWS, length: { kind: 'steps', steps: 100 } }],
};

function custom(model: string, input: Parameters<typeof parseRecipe>[0]): TrainingRecipe {
  const parsed = parseRecipe(input, findModel(model));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.recipe;
}

describe('by hand', () => {
  const estimate = estimateTraining({
    model: oneLayer,
    recipe: oneEpoch,
    profile: fixtureProfile(),
  });
  const flops = 2 * ROWS * WIDTH * WIDTH;
  const launch = 10e-6;
  const params = WIDTH * WIDTH;

  it('forward and weight gradient at 1 TFLOPS, Adam at 28 bytes a parameter and 100 GB/s', () => {
    const [layer] = estimate.layers;
    // 2.1 ms of arithmetic against 0.13 ms of traffic.
    expect(layer?.passes.forward).toBeCloseTo(flops / 1e12 + launch, 12);
    expect(layer?.passes.backwardWeights).toBeCloseTo(flops / 1e12 + launch, 12);
    expect(layer?.passes.backwardData).toBe(0);
    expect(layer?.passes.optimizer).toBeCloseTo((28 * params) / 100e9 + launch, 12);
    expect(layer?.bound).toBe('compute');
    expect(layer?.measurements).toEqual(['matmul/test, 512 × 512 × 512']);
  });

  it('the interval is the measured one, 15 % for the shape, half as much again for backward', () => {
    const forward = flops / 1e12;
    const update = (28 * params) / 100e9;
    const { stepSeconds } = estimate;
    expect(stepSeconds.value).toBeCloseTo(2 * forward + update + 3 * launch, 12);
    expect(stepSeconds.low).toBeCloseTo(
      (2 * forward) / 1.02 / 1.15 + update / 1.02 / 2 + 3 * launch * 0.98,
      12,
    );
    expect(stepSeconds.high).toBeCloseTo(
      ((1 + 1.5) * forward * 1.15) / 0.98 + (update / 0.98) * 1.5 + 2 * 3 * launch * 1.02,
      12,
    );
  });

  it('counts, memory and utilisation', () => {
    expect(estimate.steps).toBe(100);
    expect(estimate.macsPerStep).toBe(flops);
    expect(estimate.flopsPerStep).toBe(2 * flops + 16 * params);
    expect(estimate.memoryBytes).toEqual({
      weights: 4 * params,
      gradients: 4 * params,
      optimizer: 8 * params,
      activations: 4 * ROWS * WIDTH,
      total: 20 * params,
    });
    const rate = (2 * flops) / estimate.stepSeconds.value;
    expect(estimate.modelFlopsUtilization).toBeCloseTo(rate / 2e12, 12);
  });
});

describe('whole runs', () => {
  const profile = fixtureProfile();

  it('ImageNet: 5,005 steps an epoch, 90 epochs', () => {
    const recipe = findRecipe('imagenet-90-epochs');
    const estimate = estimateTraining({ model: 'resnet50', recipe, profile });
    expect(estimate.steps).toBe(90 * 5005);
    expect(estimate.seconds.value).toBeCloseTo(estimate.stepSeconds.value * estimate.steps, 0);
    expect(new Set(estimate.kernelsUsed.map((rate) => rate.kind))).toEqual(
      new Set(['matmul', 'spatial', 'pointwise']),
    );
    expect(estimate.assumptions.some(({ source }) => source?.includes('pytorch/examples'))).toBe(
      true,
    );
  });

  it('BERT pre-training: two phases add up', () => {
    const recipe = findRecipe('bert-pre-training');
    const estimate = estimateTraining({ model: 'bert-base', recipe, profile });
    expect(estimate.phases.map((phase) => phase.steps)).toEqual([900_000, 100_000]);
    const sum = estimate.phases.reduce((total, phase) => total + phase.seconds.value, 0);
    expect(estimate.seconds.value / sum).toBeCloseTo(1, 9);
    expect(estimate.model.head).toBe('pre-training');
    expect(estimate.assumptions.some(({ sentence }) => sentence.includes('masked 15 %'))).toBe(
      true,
    );
  });

  it.each(
    triedModels().flatMap((model) => recipesFor(model).map((recipe) => [model.id, recipe.id])),
  )('%s with %s: finite, ordered, and the layers add up', (model, recipeId) => {
    const estimate = estimateTraining({ model, recipe: findRecipe(recipeId), profile });
    for (const range of [estimate.seconds, estimate.stepSeconds]) {
      expect(range.low).toBeGreaterThan(0);
      expect(range.low).toBeLessThanOrEqual(range.value);
      expect(range.value).toBeLessThanOrEqual(range.high);
      expect(Number.isFinite(range.high)).toBe(true);
    }
    const sum = (pick: (layer: (typeof estimate.layers)[number]) => number) =>
      estimate.layers.reduce((total, layer) => total + pick(layer), 0);
    expect(sum((layer) => layer.share)).toBeCloseTo(1, 9);
    for (const end of ['value', 'low', 'high'] as const) {
      expect(sum((layer) => layer.seconds[end]) / estimate.stepSeconds[end]).toBeCloseTo(1, 9);
    }
    expect(sum((layer) => layer.flops) / estimate.flopsPerStep).toBeCloseTo(1, 9);
    expect(estimate.modelFlopsUtilization).toBeLessThan(1);
  });

  it('depthwise layers are bound by memory, not by their few FLOPs', () => {
    const rates = [...ALL_KINDS.slice(0, 3), { problem: fastDepthwise, flopsPerSecond: 1e12 }];
    const estimate = estimateTraining({
      model: 'mobilenet-v2',
      recipe: findRecipe('imagenet-90-epochs'),
      profile: fixtureProfile({ rates }),
    });
    const layer = estimate.layers.find(({ name }) => name === 'features.2.conv.1.0');
    expect(layer?.bound).toBe('memory');
  });
});

const fastDepthwise = {
  precision: 'f32',
  op: 'conv2d',
  batch: 8,
  inChannels: 96,
  outChannels: 96,
  height: 56,
  width: 56,
  kernelHeight: 3,
  kernelWidth: 3,
  stride: 1,
  padding: 1,
  groups: 96,
} as const;

describe('anchors', () => {
  it('RigL: dense ResNet-50 takes 8.2 GFLOP to infer and 3.2e18 to train', () => {
    // google-research/rigl README: 2 · 4.09 GMAC, 3 forward passes a step, batch 4096, 32,000 steps.
    const { macs } = countModel(buildModel('resnet50'));
    expect(Math.abs((2 * macs) / 8.2e9 - 1)).toBeLessThan(0.01);
    expect(Math.abs((3 * 2 * macs * 4096 * 32_000) / 3.2e18 - 1)).toBeLessThan(0.01);
    // The estimate leaves out the data gradient of the first layer, 0.9 % of the training FLOPs, and
    // adds normalisation, activations and the optimizer.
    const recipe = custom('resnet50', { batch: 4096, steps: 32_000, optimizer: 'sgd-momentum' });
    const run = estimateTraining({ model: 'resnet50', recipe, profile: fixtureProfile() });
    const matrixFlops = 2 * run.macsPerStep * run.steps;
    expect(matrixFlops / 3.2e18).toBeGreaterThan(0.985);
    expect(matrixFlops / 3.2e18).toBeLessThan(1.01);
  });

  it('ViT-B/16: 17.564 GMAC by torchvision, within 0.5 %', () => {
    const { macs, params } = countModel(buildModel('vit-b-16'));
    expect(Math.abs(macs / 17.564e9 - 1)).toBeLessThan(0.005);
    expect(params).toBe(86_567_656);
  });

  it('GPT-2: 6 FLOPs per parameter and token plus attention, within 1 %', () => {
    // C = 6·N·D + 12·L·h·s per token, N the matrices of the body and the output layer.
    const recipe = findRecipe('gpt2-300b-tokens');
    const run = estimateTraining({ model: 'gpt2-small', recipe, profile: fixtureProfile() });
    const tokens = trainingFact('gpt2-long-batch').value * 1024;
    const matrices = 84_934_656 + 768 * 50_257;
    const expected = (6 * matrices + 12 * 12 * 768 * 1024) * tokens;
    expect(Math.abs((2 * run.macsPerStep) / expected - 1)).toBeLessThan(0.01);
  });
});

describe('faster and slower devices', () => {
  const recipe = findRecipe('imagenet-90-epochs');
  const secondsOn = (options: Parameters<typeof fixtureProfile>[0]) =>
    estimateTraining({ model: 'resnet18', recipe, profile: fixtureProfile(options) }).seconds;

  it('faster in every respect is shorter', () => {
    fc.assert(
      fc.property(fc.double({ min: 1.01, max: 100, noNaN: true }), (factor) => {
        const slow = secondsOn({});
        const fast = secondsOn({
          rates: ALL_KINDS.map((rate) => ({
            ...rate,
            flopsPerSecond: rate.flopsPerSecond * factor,
          })),
          copyBytesPerSecond: 100e9 * factor,
          launchSeconds: 10e-6 / factor,
          peakFlopsPerSecond: 2e12 * factor,
        });
        expect(fast.value * factor).toBeCloseTo(slow.value, -1);
      }),
      { numRuns: 20 },
    );
  });

  it('a device that keeps 80 % takes 1/0.8 as long', () => {
    expect(secondsOn({ retained: 0.8 }).value / secondsOn({}).value).toBeCloseTo(1 / 0.8, 9);
    // Without a sustained run only the high end moves.
    expect(secondsOn({}).high / secondsOn({ retained: 1 }).high).toBeCloseTo(1 / 0.75, 9);
  });
});

describe('what the profile lacks', () => {
  const recipe = findRecipe('imagenet-90-epochs');

  it('an unmeasured kind is replaced, widely, and said', () => {
    const profile = fixtureProfile({ rates: ALL_KINDS.slice(0, 1) });
    const estimate = estimateTraining({ model: 'resnet18', recipe, profile });
    expect(estimate.kernelsUsed.filter((rate) => rate.standIn).map((rate) => rate.kind)).toContain(
      'spatial',
    );
    expect(estimate.assumptions.some(({ sentence }) => sentence.includes('stands in'))).toBe(true);
    expect(estimate.seconds.high / estimate.seconds.low).toBeGreaterThan(3);
  });

  it('the nearest measured shape is used, not the fastest', () => {
    const small = { ...matmul512, m: 16, n: 16, k: 16 };
    const profile = fixtureProfile({
      rates: [
        { problem: small, flopsPerSecond: 5e12 },
        { problem: matmul512, flopsPerSecond: 1e12, kernel: 'matmul/naive' },
        { problem: matmul512, flopsPerSecond: 2e12, kernel: 'matmul/block-tile' },
      ],
    });
    const { kernelsUsed } = estimateTraining({ model: oneLayer, recipe: oneEpoch, profile });
    expect(kernelsUsed).toMatchObject([
      { kernel: 'matmul/block-tile', problem: '512 × 512 × 512', standIn: false },
    ]);
  });

  it.each([
    ['copy', { copyBytesPerSecond: null }, 'Copy bandwidth was not measured'],
    ['launch', { launchSeconds: null }, 'Launch latency was not measured'],
    ['multiply-add', { peakFlopsPerSecond: null }, 'multiply-add ceiling in f32 was not measured'],
  ])('%s missing is said', (_, options, sentence) => {
    const profile = fixtureProfile(options);
    const { assumptions } = estimateTraining({ model: 'resnet18', recipe, profile });
    expect(assumptions.some((each) => each.sentence.includes(sentence))).toBe(true);
  });

  it('f16 without f16 measurements is refused', () => {
    const half = custom('resnet50', { recipe: 'imagenet-90-epochs', precision: 'f16' });
    expect(() =>
      estimateTraining({ model: 'resnet50', recipe: half, profile: fixtureProfile() }),
    ).toThrow(/no verified matrix product or convolution in f16. Choose f32/);
  });

  it('mixed precision halves weights and activations, not the optimizer state', () => {
    const half = custom('resnet50', { recipe: 'imagenet-90-epochs', precision: 'mixed' });
    const rates = ALL_KINDS.map((rate) => ({
      ...rate,
      problem: { ...rate.problem, precision: 'f16' as const },
    }));
    const profile = fixtureProfile({ rates });
    const estimate = estimateTraining({ model: 'resnet50', recipe: half, profile });
    const full = estimateTraining({ model: 'resnet50', recipe, profile: fixtureProfile() });
    expect(estimate.memoryBytes.weights).toBe(2 * 25_557_032);
    // Momentum and an f32 copy of the weights.
    expect(estimate.memoryBytes.optimizer).toBe(8 * 25_557_032);
    expect(estimate.memoryBytes.activations).toBeLessThan(0.6 * full.memoryBytes.activations);
    expect(estimate.assumptions.some(({ sentence }) => sentence.includes('in f16'))).toBe(true);
  });

  it.each([Number.NaN, 0, -5, Infinity])('a length of %s steps is refused', (steps) => {
    const broken: TrainingRecipe = {
      ...recipe,
      phases: [{ name: 'Training', batch: 1, length: { kind: 'steps', steps } }],
    };
    expect(() =>
      estimateTraining({ model: 'resnet18', recipe: broken, profile: fixtureProfile() }),
    ).toThrow('no usable length');
  });

  it('tokens for a model that reads none are refused', () => {
    const tokens: TrainingRecipe = {
      ...recipe,
      phases: [{ name: 'Training', batch: 1, length: { kind: 'tokens', tokens: 1e6 } }],
    };
    expect(() =>
      estimateTraining({ model: 'resnet18', recipe: tokens, profile: fixtureProfile() }),
    ).toThrow('needs a model that reads text');
  });

  it('an empty profile is refused', () => {
    const profile = fixtureProfile({ rates: [] });
    expect(() => estimateTraining({ model: 'resnet18', recipe, profile })).toThrow(
      'Measure this device first.',
    );
  });

  it('a software adapter is marked', () => {
    const profile = fixtureProfile({ softwareAdapter: true });
    const { warnings } = estimateTraining({ model: 'resnet18', recipe, profile });
    expect(warnings.join()).toContain('CPU that acts as a GPU');
  });

  it('a recipe for another kind of model is refused with the fitting ones', () => {
    expect(() =>
      estimateTraining({ model: 'bert-base', recipe, profile: fixtureProfile() }),
    ).toThrow(/not for BERT-base. Choose one of: bert-pre-training, mnli-fine-tuning, custom/);
  });
});
