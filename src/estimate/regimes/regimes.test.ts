// Regimes against closed forms and published figures.
import { describe, expect, it } from 'vitest';
import { costGraph } from '../../models/cost.ts';
import { buildModel, findModel, listModels } from '../../models/zoo/zoo.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import { estimateTraining } from '../estimate-training.ts';
import { bytesPerTrainedParameter } from '../memory.ts';
import { ALL_KINDS, fixtureProfile } from '../profile.fixture.ts';
import { findRecipe, parseRecipe, type RecipeInput } from '../recipes.ts';
import { exposedSeconds, ringSeconds } from './all-reduce.ts';
import { keptActivations } from './kept-activations.ts';
import { tuneGraph } from './tuned-graph.ts';

const profile = fixtureProfile({
  rates: [
    ...ALL_KINDS,
    ...ALL_KINDS.map((rate) => ({
      ...rate,
      problem: { ...rate.problem, precision: 'f16' as const },
    })),
  ],
});

function estimate(model: string, input: RecipeInput) {
  const parsed = parseRecipe(input, findModel(model));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return estimateTraining({ model, recipe: parsed.recipe, profile });
}

const all = { kind: 'all' } as const;

/** The first model of every family. */
const everyFamily = [
  ...new Map([...listModels()].reverse().map((model) => [model.family, model.id])).values(),
];

describe('memory per parameter', () => {
  it.each([
    ['adam', 'f32', 16],
    ['adam', 'mixed', 16],
    ['adam', 'f16', 8],
    ['sgd-momentum', 'f32', 12],
    ['sgd-momentum', 'mixed', 12],
    ['sgd', 'f32', 8],
    ['sgd', 'mixed', 8],
    ['sgd', 'f16', 4],
  ] as const)('%s in %s takes %d bytes', (optimizer, precision, bytes) => {
    expect(bytesPerTrainedParameter(optimizer, precision)).toBe(bytes);
    const { memoryBytes, params } = estimate('bert-base', { optimizer, precision, batch: 1 });
    expect(memoryBytes.total - memoryBytes.activations).toBe(bytes * params);
  });
});

describe('activations', () => {
  it('without frozen weights and recomputation they are those of the counted graph', () => {
    for (const id of ['resnet50', 'gpt2-small', 't5-base', 'densenet121', 'swin-t', 'gnmt']) {
      const graph = buildModel(id);
      const { bytes, recomputed } = keptActivations(tuneGraph(graph, all), 'f32', 'none');
      expect(bytes, id).toBe(costGraph(graph, { precision: 'f32', mode: 'adam' }).activationBytes);
      expect(recomputed.size).toBe(0);
    }
  });

  it('a GPT layer keeps s·b·h·(34 + 5·a·s/h) bytes in f16, as arXiv 2205.05198 derives', () => {
    const [layers, s, b, h, a, vocabulary] = [12, 1024, 4, 768, 12, 50_257];
    const graph = buildModel('gpt2-small', { batch: b, sequenceLength: s });
    const { bytes } = keptActivations(tuneGraph(graph, all), 'f16', 'none');
    const body = layers * s * b * h * (34 + (5 * a * s) / h);
    // Beside the layers, which the formula is about: token ids read twice and labels (4 bytes each), the mask behind
    // the embeddings (1), the inputs of the last norm and of the output layer (2 each), and the logits (2).
    const around = s * b * (1 + 2 + 2) * h + s * b * 2 * vocabulary;
    expect(Math.abs((bytes - around) / body - 1)).toBeLessThan(1e-4);
  });

  it('checkpointing keeps 2·s·b·h bytes a layer at the borders and the inside of one layer', () => {
    const [layers, s, b, h, a] = [12, 1024, 4, 768, 12];
    const graph = buildModel('gpt2-small', { batch: b, sequenceLength: s });
    const none = keptActivations(tuneGraph(graph, all), 'f16', 'none').bytes;
    const blocks = keptActivations(tuneGraph(graph, all), 'f16', 'blocks').bytes;
    const layer = s * b * h * (34 + (5 * a * s) / h);
    // The inside of a block counts its input among the borders already; the block of embeddings is recomputed too.
    const expected = none - layers * layer + layers * 2 * s * b * h + (layer - 2 * s * b * h);
    expect(Math.abs(blocks / expected - 1)).toBeLessThan(0.01);
  });

  it.each(everyFamily)('%s never keeps more with checkpointing', (id) => {
    const tuned = tuneGraph(buildModel(id), all);
    const blocks = keptActivations(tuned, 'f32', 'blocks').bytes;
    expect(blocks).toBeLessThanOrEqual(keptActivations(tuned, 'f32', 'none').bytes);
  });
});

describe('checkpointing', () => {
  // 72·B·s·l·h²·(1 + s/6h + V/12lh) FLOP a step, and 96·…·(1 + s/6h + V/16lh) with recomputation (arXiv 2104.04473):
  // the output layer is not recomputed, which the different divisors of V say.
  it.each([
    ['mt-nlg-530b', { layers: 105, h: 20_480, s: 2048, vocabulary: 51_200 }],
    ['megatron-8.3b', { layers: 72, h: 3072, s: 1024, vocabulary: 51_200 }],
  ])('%s: 72 and 96 passes of the Megatron formula', (model, { layers, h, s, vocabulary }) => {
    const batch = 8;
    const body = batch * s * layers * h * h;
    const flops = (factor: number, divisor: number) =>
      factor * body * (1 + s / (6 * h) + vocabulary / (divisor * layers * h));
    const input = { batch, sequenceLength: s, steps: 10 };
    const plain = estimate(model, input);
    const recomputed = estimate(model, { ...input, checkpointing: 'blocks' });
    expect(Math.abs((2 * plain.macsPerStep) / flops(72, 12) - 1)).toBeLessThan(1e-3);
    expect(recomputed.macsPerStep).toBe(plain.macsPerStep);
    const { modelFlopsUtilization: mfu, hardwareFlopsUtilization: hfu } = recomputed;
    expect((hfu ?? 0) / (mfu ?? 1) / (flops(96, 16) / flops(72, 12))).toBeCloseTo(1, 3);
    expect(plain.hardwareFlopsUtilization).toBe(plain.modelFlopsUtilization);
  });

  it('MT-NLG: 60.1, 50.2 and 44.4 s a step at the published rates, within 1 %', () => {
    const { macsPerStep, modelFlopsUtilization, hardwareFlopsUtilization } = estimate(
      'mt-nlg-530b',
      {
        batch: 1920,
        accumulation: 1920,
        sequenceLength: 2048,
        steps: 1,
        checkpointing: 'blocks',
      },
    );
    const again = (hardwareFlopsUtilization ?? 0) / (modelFlopsUtilization ?? 1);
    for (const [gpus, teraflops, seconds] of [
      [2240, 126, 60.1],
      [2800, 121, 50.2],
      [3360, 113, 44.4],
    ] as const) {
      const predicted = (2 * macsPerStep * again) / (gpus * teraflops * 1e12);
      expect(Math.abs(predicted / seconds - 1)).toBeLessThan(0.01);
    }
  });

  it('adds one forward pass of the blocks to the step', () => {
    const input = { batch: 32, steps: 10 };
    const plain = estimate('bert-base', input);
    const again = estimate('bert-base', { ...input, checkpointing: 'blocks' });
    const forward = plain.layers.reduce((sum, { passes }) => sum + passes.forward, 0);
    const extra = again.stepSeconds.value - plain.stepSeconds.value;
    expect(extra / forward).toBeGreaterThan(0.95);
    expect(extra / forward).toBeLessThanOrEqual(1);
    expect(again.recomputedFlopsPerStep).toBeGreaterThan(0);
    expect(again.memoryBytes.activations).toBeLessThan(plain.memoryBytes.activations / 4);
  });
});

describe('6ND', () => {
  it('LLaMA-2 7B: 6 FLOP a parameter and token, without the table that is only looked up, plus attention', () => {
    const { macsPerStep } = estimate('llama-2-7b', { batch: 1, sequenceLength: 2048, steps: 1 });
    const [layers, h, s, vocabulary] = [32, 4096, 2048, 32_000];
    const matrices = 6_738_415_616 - vocabulary * h;
    const expected = (6 * matrices + 12 * layers * h * s) * s;
    expect(Math.abs((2 * macsPerStep) / expected - 1)).toBeLessThan(0.001);
  });
});

describe('accumulation', () => {
  it('takes the memory of a part, the passes of all parts and one update', () => {
    const whole = estimate('resnet50', { batch: 32, steps: 10 });
    const parts = estimate('resnet50', { batch: 32, accumulation: 4, steps: 10 });
    const part = estimate('resnet50', { batch: 8, steps: 10 });
    expect(parts.memoryBytes).toEqual(part.memoryBytes);
    expect(parts.macsPerStep).toBe(whole.macsPerStep);
    const passes = (
      { layers }: typeof part,
      names: readonly (keyof (typeof layers)[number]['passes'])[],
    ) =>
      layers.reduce(
        (sum, layer) => sum + names.reduce((own, name) => own + layer.passes[name], 0),
        0,
      );
    const work = ['forward', 'backwardData', 'backwardWeights'] as const;
    expect(passes(parts, work) / passes(part, work)).toBeCloseTo(4, 9);
    expect(passes(parts, ['optimizer'])).toBeCloseTo(passes(part, ['optimizer']), 12);
    expect(parts.steps).toBe(whole.steps);
    expect(parts.phases[0]?.microBatch).toBe(8);
  });
});

describe('several devices', () => {
  it('a ring moves 2(N−1)/N of the bytes', () => {
    expect(ringSeconds(1e9, 1, 1e9)).toBe(0);
    expect(ringSeconds(1e9, 2, 1e9)).toBeCloseTo(1, 12);
    expect(ringSeconds(1e9, 8, 1e9)).toBeCloseTo(1.75, 12);
    expect(exposedSeconds(3, 2)).toEqual({ low: 1, value: 2, high: 3 });
    expect(exposedSeconds(1, 2).low).toBe(0);
  });

  it('share the batch, and pay for the exchange of gradients', () => {
    const input = { batch: 256, steps: 100 };
    const one = estimate('resnet50', { ...input, batch: 32 });
    const eight = estimate('resnet50', { ...input, devices: 8, interconnect: 'ethernet-10' });
    const bytes = 4 * 25_557_032;
    const { communication } = eight;
    expect(communication?.bytesPerStep).toBe(bytes);
    expect(communication?.ringSeconds).toBeCloseTo((1.75 * bytes) / 1.25e9, 12);
    const backward = one.layers.reduce(
      (sum, { passes }) => sum + passes.backwardData + passes.backwardWeights,
      0,
    );
    const ring = communication?.ringSeconds ?? 0;
    expect(communication?.exposedSeconds.low).toBeCloseTo(Math.max(0, ring - backward), 9);
    expect(eight.stepSeconds.high - one.stepSeconds.high).toBeCloseTo(ring, 9);
    expect(communication?.scalingEfficiency.value).toBeCloseTo(
      one.stepSeconds.value / eight.stepSeconds.value,
      9,
    );
    expect(eight.memoryBytes).toEqual(one.memoryBytes);
    expect(eight.macsPerStep).toBe(8 * one.macsPerStep);
    expect(one.communication).toBeNull();
  });

  it('frozen weights send no gradients', () => {
    const { communication, trainedParams } = estimate('resnet50', {
      batch: 64,
      steps: 10,
      devices: 2,
      tuning: 'last',
    });
    expect(trainedParams).toBe(2_049_000);
    expect(communication?.bytesPerStep).toBe(4 * trainedParams);
  });
});

describe('fine-tuning', () => {
  it('the head alone: backward runs nowhere below it, state is kept for it alone', () => {
    const { layers, memoryBytes, params } = estimate('resnet50', {
      recipe: 'cifar10-fine-tuning',
      tuning: 'last',
    });
    const head = 2048 * 10 + 10;
    expect(memoryBytes.gradients).toBe(4 * head);
    expect(memoryBytes.weights).toBe(4 * params);
    for (const { id, passes } of layers) {
      expect(passes.forward > 0 || id !== 'conv1').toBe(true);
      if (id === 'fc' || id === 'loss') continue;
      expect(passes.backwardData + passes.backwardWeights + passes.optimizer, id).toBe(0);
    }
  });

  it('the last block: its weights and data gradients, but no data gradient of its first layer', () => {
    const { layers } = estimate('resnet50', { steps: 1, tuning: 'last', tunedBlocks: 1 });
    const passes = (id: string) => layers.find((layer) => layer.id === id)?.passes;
    expect(passes('layer4.2.conv1')?.backwardWeights).toBeGreaterThan(0);
    expect(passes('layer4.2.conv1')?.backwardData).toBe(0);
    expect(passes('layer4.2.conv2')?.backwardData).toBeGreaterThan(0);
    expect(passes('layer4.1.conv3')?.backwardWeights).toBe(0);
  });

  it('LoRA trains 2·r·h weights a square matrix, and data gradients reach all layers', () => {
    const { trainedParams, params, layers, memoryBytes } = estimate('llama-2-7b', {
      batch: 1,
      steps: 1,
      tuning: 'lora',
      loraRank: 16,
    });
    expect(trainedParams).toBe(32 * 2 * (2 * 16 * 4096));
    expect(params).toBe(6_738_415_616 + trainedParams);
    expect(memoryBytes.optimizer).toBe(8 * trainedParams);
    const sum = (pick: (layer: (typeof layers)[number]) => number) =>
      layers.reduce((total, layer) => total + pick(layer), 0);
    const [weights, data] = [
      sum(({ passes }) => passes.backwardWeights),
      sum(({ passes }) => passes.backwardData),
    ];
    expect(weights).toBeLessThan(data / 10);
    for (const { id, passes } of layers) {
      if (id.includes('mlp') && id.endsWith('proj')) expect(passes.backwardWeights, id).toBe(0);
      if (id.endsWith('lora_A') && !id.includes('layers.0.')) {
        expect(passes.backwardWeights).toBeGreaterThan(0);
      }
    }
  });

  it('layers that share a weight share its adapter', () => {
    const one = tuneGraph(buildModel('albert-base'), {
      kind: 'lora',
      rank: 8,
      matrices: 'query-value',
    });
    // Twelve layers with the same 768 × 768 queries and values.
    expect(one.trainedParams).toBe(2 * 2 * 8 * 768);
  });

  it.each(everyFamily)('%s: every way of tuning trains something, or says why it cannot', (id) => {
    const graph = buildModel(id);
    for (const tuning of [
      { kind: 'last', blocks: 0 },
      { kind: 'last', blocks: 1 },
      { kind: 'lora', rank: 4, matrices: 'query-value' },
      { kind: 'lora', rank: 4, matrices: 'all-linear' },
    ] as const) {
      try {
        const { trainedParams, params } = tuneGraph(graph, tuning);
        expect(trainedParams).toBeGreaterThan(0);
        expect(trainedParams).toBeLessThanOrEqual(params);
      } catch (thrown) {
        const { code, message } = asFlopscopeError(thrown);
        expect(code, message).toBe('invalid-input');
      }
    }
  });
});

describe('precision', () => {
  it('f16 moves half the bytes of the update', () => {
    const update = (precision: string) =>
      estimate('bert-base', { steps: 1, batch: 1, precision }).layers.reduce(
        (sum, { passes }) => sum + passes.optimizer,
        0,
      );
    const launches = 199 * 10e-6;
    expect((update('mixed') - launches) / (update('f16') - launches)).toBeCloseTo(2, 1);
  });
});

describe('verdict and trials', () => {
  it('says whether it fits', () => {
    const { memoryVerdict, memoryBytes } = estimate('bert-base', { steps: 1, memory: '24' });
    expect(memoryVerdict).toEqual({
      deviceBytes: 24e9,
      neededBytes: memoryBytes.total,
      fits: memoryBytes.total <= 24e9,
      share: memoryBytes.total / 24e9,
    });
    expect(estimate('bert-base', { steps: 1 }).memoryVerdict).toBeNull();
  });

  it('counts all trials apart from the one run', () => {
    const { trials, seconds, flops } = estimate('resnet18', { steps: 10, trials: 20 });
    expect(trials.seconds.value).toBeCloseTo(20 * seconds.value, 12);
    expect(trials.flops).toBe(20 * flops);
  });
});

describe('bad input', () => {
  it.each([
    ['accumulation', '0', 'at least 1'],
    ['accumulation', '2.5', 'whole number'],
    ['accumulation', '7', 'cannot be cut into 7 equal parts. Choose 4 or 8'],
    ['accumulation', '1e9', 'at most'],
    ['devices', '0', 'at least 1'],
    ['devices', '-8', 'at least 1'],
    ['devices', '3', 'cannot be shared equally by 3 GPUs. Choose 2 or 4'],
    ['devices', 'many', 'must be a number'],
    ['interconnect', 'string and cans', 'There is no interconnect'],
    ['checkpointing', 'yes', 'Choose one of: none, blocks'],
    ['tuning', 'some', 'Choose one of: all, last, lora'],
    ['trials', '0', 'at least 1'],
    ['memory', '-4', 'between 1 MB'],
    ['memory', '24 bananas', 'between 1 MB'],
    ['memory', '0', 'between 1 MB'],
  ])('%s = %j is refused beside the field', (field, value, sentence) => {
    const parsed = parseRecipe({ [field]: value }, findModel('bert-base'));
    const errors: Partial<Record<string, string>> = parsed.ok ? {} : parsed.errors;
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]).toContain(sentence);
  });

  it.each([
    ['resnet50', { tuning: 'lora' }, 'loraMatrices', 'no attention'],
    ['bert-base', { tuning: 'lora', loraRank: 0 }, 'loraRank', 'at least 1'],
    ['bert-base', { tuning: 'lora', loraRank: 4000 }, 'loraRank', 'larger than the matrix'],
    ['bert-base', { tuning: 'last', tunedBlocks: 99 }, 'tunedBlocks', 'has 12 blocks'],
  ])('%s with %j', (model, input, field, sentence) => {
    const parsed = parseRecipe(input, findModel(model));
    const errors: Partial<Record<string, string>> = parsed.ok ? {} : parsed.errors;
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]).toContain(sentence);
  });

  it('a recipe that was not parsed is refused too', () => {
    const recipe = {
      ...findRecipe('custom'),
      regime: {
        accumulation: 5,
        checkpointing: 'none',
        devices: 1,
        interconnect: 'pcie-4',
        tuning: { kind: 'all' },
        trials: 1,
      },
    } as const;
    expect(() => estimateTraining({ model: 'resnet18', recipe, profile })).toThrow(
      'cannot be cut into 5 parts',
    );
  });
});
