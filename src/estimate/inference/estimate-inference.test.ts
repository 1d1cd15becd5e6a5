import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countModel } from '../../models/count.ts';
import { buildModel, findModel, listModels } from '../../models/zoo/zoo.ts';
import { fixtureProfile } from '../profile.fixture.ts';
import { decodeGraph } from './decode-graph.ts';
import { estimateInference } from './estimate-inference.ts';
import { type InferenceInput, parseInference } from './parse-inference.ts';

const profile = fixtureProfile();

function use(model: string, input: InferenceInput = {}) {
  const parsed = parseInference(input, findModel(model));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return estimateInference({ model, use: parsed.use, profile });
}

describe('images', () => {
  it('one pass of what the model counts', () => {
    const { forward, decode, memoryBytes } = use('resnet50', { inferenceBatch: 8 });
    const { macs, params } = countModel(buildModel('resnet50', { batch: 8 }));
    expect(forward.macs).toBe(macs);
    expect(forward.examplesPerSecond.value).toBeCloseTo(8 / forward.seconds.value, 9);
    expect(decode).toBeNull();
    expect(memoryBytes.weights).toBe(4 * params);
    expect(memoryBytes.total).toBe(memoryBytes.weights + memoryBytes.working);
  });
});

describe('writing', () => {
  it('a step over n cached tokens is what the n-th token of a whole pass costs', () => {
    // A pass over n tokens computes, for each of them, all n scores: its nth part is one step with n in the cache.
    for (const id of ['gpt2-small', 'llama-2-7b', 'bloom-7b1', 'falcon-7b', 'mistral-7b']) {
      const tokens = 96;
      const whole = countModel(buildModel(id, { sequenceLength: tokens }));
      const step = countModel(decodeGraph(buildModel(id, { sequenceLength: 1 }), tokens).graph);
      expect(step.macs / (whole.macs / tokens), id).toBeCloseTo(1, 9);
    }
  });

  it('LLaMA-2 7B keeps 512 KiB of keys and values a token in f16, and reads all weights', () => {
    // 2 (keys, values) × 32 layers × 4096 features × 4 bytes in f32.
    const { decode, params } = use('llama-2-7b', { tokensIn: 100, tokensOut: 101 });
    expect(decode?.cacheBytes).toBe(200 * 2 * 32 * 4096 * 4);
    const embedding = 32_000 * 4096;
    expect(decode?.bytesPerStep).toBeGreaterThan(4 * (params - embedding));
    expect(decode?.bytesPerStep).toBeLessThan(4 * params * 1.05);
    // At 100 GB/s the 26 GB of weights take a quarter of a second.
    expect(decode?.stepSeconds.value).toBeCloseTo((4 * (params - embedding)) / 100e9, 1);
    expect(decode?.bound).toBe('memory');
  });

  it('grouped queries keep as many keys and values as there are groups', () => {
    // Mistral 7B: 32 layers, 8 key and value heads of 128.
    const { decode } = use('mistral-7b', { tokensIn: 10, tokensOut: 11 });
    expect(decode?.cacheBytes).toBe(20 * 2 * 32 * 8 * 128 * 4);
  });

  it('sequences side by side share the reading of the weights', () => {
    const one = use('gpt2-small', { inferenceBatch: 1 }).decode;
    const eight = use('gpt2-small', { inferenceBatch: 8 }).decode;
    const gain = (eight?.tokensPerSecond.value ?? 0) / (one?.tokensPerSecond.value ?? 1);
    expect(gain).toBeGreaterThan(4);
    expect(gain).toBeLessThan(8);
  });

  it('a longer past makes a step dearer', () => {
    const { decode } = use('gpt2-small', { tokensIn: 10, tokensOut: 1000 });
    expect(decode?.lastStepSeconds).toBeGreaterThan(decode?.firstStepSeconds ?? Infinity);
    expect(decode?.stepSeconds.value).toBeGreaterThan(decode?.firstStepSeconds ?? Infinity);
    expect(decode?.stepSeconds.value).toBeLessThan(decode?.lastStepSeconds ?? 0);
  });

  it('one token is written by the pass over the prompt alone', () => {
    const { decode, forward, seconds } = use('gpt2-small', { tokensIn: 10, tokensOut: 1 });
    expect(decode?.seconds.value).toBe(0);
    expect(seconds).toEqual(forward.seconds);
  });

  it.each(
    listModels()
      .filter(({ task }) => task === 'language-model')
      .map(({ id }) => id),
  )('%s can be asked', (id) => {
    const { decode, seconds } = use(id, { tokensIn: 4, tokensOut: 4 });
    expect(decode?.cacheBytes).toBeGreaterThan(0);
    expect(seconds.low).toBeLessThanOrEqual(seconds.value);
    expect(Number.isFinite(seconds.high)).toBe(true);
  });
});

describe('verdict', () => {
  it('weights and cache against the memory of the device', () => {
    const { memoryVerdict, memoryBytes } = use('llama-2-7b', { memory: '24 GB' });
    expect(memoryVerdict).toMatchObject({ fits: false, neededBytes: memoryBytes.total });
  });
});

describe('bad input', () => {
  it.each([
    ['gpt2-small', 'inferenceBatch', '0', 'too small'],
    ['gpt2-small', 'tokensIn', '5000', 'too large'],
    ['gpt2-small', 'tokensIn', 'many', 'whole number'],
    ['gpt2-small', 'tokensOut', '0', 'at least 1'],
    ['gpt2-small', 'tokensOut', '1000', 'holds 1024 tokens'],
    ['gpt2-small', 'imageSize', '224', 'no such size'],
    ['gpt2-small', 'inferencePrecision', 'int8', 'Choose one of'],
    ['gpt2-small', 'memory', 'lots', 'must be an amount'],
    ['bert-base', 'tokensOut', '5', 'does not write'],
    ['resnet50', 'tokensIn', '5', 'no such size'],
  ])('%s, %s = %j is refused beside the field', (model, field, value, sentence) => {
    const parsed = parseInference({ [field]: value }, findModel(model));
    const errors: Partial<Record<string, string>> = parsed.ok ? {} : parsed.errors;
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]).toContain(sentence);
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.record({
          inferenceBatch: fc.anything(),
          tokensIn: fc.anything(),
          memory: fc.anything(),
        }),
        (input) => {
          expect(() => parseInference(input, findModel('gpt2-small'))).not.toThrow();
        },
      ),
    );
  });
});
