import { describe, expect, it } from 'vitest';
import { countModel } from '../models/count.ts';
import { buildModel, listModels } from '../models/zoo/zoo.ts';
import { comparable, publishedVariants } from './compression-results.ts';
import { type CompressionRecord, loadCompression } from './compression.ts';
import { torchvisionFacts } from './facts.ts';
import { loadQuantizedWeights } from './torchvision-quantized.ts';

const facts = await loadCompression();
const { settings, records } = facts;

function recordOf(id: string): CompressionRecord {
  const found = records.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no record ${id}.`);
  return found;
}

function variant(model: string, id: string) {
  const found = publishedVariants(facts, { model }).find(({ record }) => record.id === id);
  if (found === undefined) throw new Error(`${id} is no variant of ${model}.`);
  return found;
}

describe('published compression results', () => {
  it('are all there, say something, and have ids of their own', () => {
    // 139 of papers and repositories; 14 quantized weights, and the float ones that they come from.
    expect(records.length).toBe(139 + 2 * 14);
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
    expect(new Set(settings.map(({ id }) => id)).size).toBe(settings.length);
    for (const { id, scores = [], figures = [] } of records) {
      expect(scores.length + figures.length, id).toBeGreaterThan(0);
    }
  });

  it('no source is younger than the day on which it was checked', () => {
    for (const { source, date, checked } of records) {
      if (date !== undefined) expect(date <= checked, source).toBe(true);
    }
  });

  it('name settings, references and models that exist', () => {
    const known = new Set(settings.map(({ id }) => id));
    const ids = new Set(records.map(({ id }) => id));
    const models = new Set(listModels().map(({ id }) => id));
    for (const { id, scores = [], reference, zoo, of } of records) {
      for (const { setting } of scores) expect(known, id).toContain(setting);
      if (reference !== undefined) expect(ids, id).toContain(reference);
      for (const model of [zoo, of]) if (model !== undefined) expect(models, id).toContain(model);
    }
  });

  it('a reference is a dense network that was evaluated in every setting of its variant', () => {
    for (const { id, reference, scores = [], zoo, of } of records) {
      if (reference === undefined) continue;
      const dense = recordOf(reference);
      expect(dense.method, id).toBe('dense');
      if (of === undefined && dense.zoo !== undefined) expect(dense.zoo, id).toBe(zoo);
      const evaluated = dense.scores?.map(({ setting }) => setting) ?? [];
      // The float network of VILA-13B did not fit into an RTX 4090.
      const missing = id === 'awq-vila1.5-13b-4' ? ['vila-speed-4090'] : [];
      for (const { setting } of scores) expect([...evaluated, ...missing], id).toContain(setting);
    }
  });

  it('tell MACs from FLOPs: STR and RigL print the same ResNet-50 as 4.09 and 8.2', () => {
    const work = (id: string) =>
      recordOf(id).figures?.find(({ quantity }) => quantity === 'inference work');
    const macs = countModel(buildModel('resnet50')).macs;
    const str = work('str-resnet50-dense');
    const rigl = work('rigl-resnet50-dense');
    expect(str?.unit).toBe('GMAC');
    expect(rigl?.unit).toBe('FLOP');
    expect((str?.value ?? 0) / (macs / 1e9)).toBeCloseTo(1, 2);
    expect((rigl?.value ?? 0) / (2 * macs)).toBeCloseTo(1, 2);
  });
});

describe('comparable', () => {
  const groups = comparable(facts);

  it('puts every score into the group of its setting, and nowhere else', () => {
    const scores = records.flatMap(({ scores = [] }) => scores);
    expect(groups.reduce((sum, { results }) => sum + results.length, 0)).toBe(scores.length);
    for (const { setting, results } of groups) {
      for (const { record, value } of results) {
        expect(record.scores).toContainEqual(
          expect.objectContaining({ setting: setting.id, value }),
        );
      }
    }
  });

  it('never mixes Llama 2 over 4,096 tokens with Llama 2 over 2,048', () => {
    const dense = groups.flatMap(({ setting, results }) =>
      results
        .filter(({ record }) => record.zoo === 'llama-2-7b' && record.method === 'dense')
        .map(({ value }) => ({ tokens: setting.sequenceLength, value, setting: setting.id })),
    );
    expect(dense.map(({ tokens, value }) => [tokens, value])).toEqual([
      [4096, 5.12],
      [2048, 5.47],
    ]);
    expect(new Set(dense.map(({ setting }) => setting)).size).toBe(2);
  });

  it('keeps the dense ResNet-50 of three pruning papers apart', () => {
    const dense = groups.filter(({ results }) =>
      results.some(({ record }) => record.zoo === 'resnet50' && record.method === 'dense'),
    );
    expect(dense.map(({ setting }) => setting.id)).toEqual([
      'imagenet-top1-torchvision',
      'imagenet-top1-rigl',
      'imagenet-top1-str',
      'imagenet-top1-gmp',
    ]);
  });
});

describe('publishedVariants', () => {
  it('a variant is held against the dense network of its own source, in the same setting', () => {
    for (const { id } of listModels()) {
      for (const { setting, record, value, dense, difference } of publishedVariants(facts, {
        model: id,
      })) {
        if (dense === undefined) continue;
        expect(difference).toBe(value - dense.value);
        if (dense.record === record) continue;
        expect(dense.record.scores?.map((each) => each.setting)).toContain(setting.id);
        expect(dense.record.source.split(',')[0]).toBe(record.source.split(',')[0]);
      }
    }
  });

  it('nine tenths of ResNet-50 pruned: RigL against its 76.8, STR against its 77.0', () => {
    const rigl = variant('resnet50', 'rigl-resnet50-erk-5x-0.9');
    expect(rigl.dense?.record.id).toBe('rigl-resnet50-dense');
    expect(rigl.difference).toBeCloseTo(-0.38, 9);
    const str = variant('resnet50', 'str-resnet50-0.9023');
    expect(str.dense?.record.id).toBe('str-resnet50-dense');
    expect(str.difference).toBeCloseTo(-2.69, 9);
  });

  it('is asked for one method, or for all', () => {
    const all = publishedVariants(facts, { model: 'resnet50' });
    const int8 = publishedVariants(facts, { model: 'resnet50', method: 'int8-quantization' });
    expect(int8.map(({ record }) => record.id)).toEqual([
      'torchvision-resnet50-imagenet1k-fbgemm-v1',
      'torchvision-resnet50-imagenet1k-fbgemm-v2',
      'jacob-resnet50',
    ]);
    expect(all.length).toBeGreaterThan(int8.length);
    expect(all.every(({ record }) => record.method !== 'dense')).toBe(true);
  });

  it('finds the students under the name of their teacher', () => {
    const students = publishedVariants(facts, { model: 'bert-base', method: 'distillation' });
    const glue = students.find(({ setting }) => setting.id === 'glue-dev-bert');
    expect(glue?.record.zoo).toBe('distilbert-base');
    expect(glue?.difference).toBeCloseTo(-2.5, 9);
    // The abstract tells how far below BERT it is, and not where BERT was.
    const mobile = students.find(({ setting }) => setting.id === 'glue-test-mobilebert');
    expect(mobile?.difference).toBe(-0.6);
    expect(mobile?.dense).toBeUndefined();
  });

  it('shows GPTQ without groups worse than rounding on LLaMA-7B', () => {
    const [group] = comparable({
      ...facts,
      records: records.filter(({ model, bits }) => model === 'LLaMA-7B' && bits === 4),
    });
    const value = (technique: string) =>
      group?.results.find(
        ({ record }) => record.technique === technique && record.group === undefined,
      )?.value;
    expect(value('GPTQ')).toBe(6.79);
    expect(value('round to nearest')).toBe(6.28);
  });
});

describe('torchvision’s quantized weights', () => {
  it('are those of a float network of the same parameters and image size', async () => {
    const quantized = await loadQuantizedWeights();
    expect(quantized.length).toBe(14);
    for (const { model, floatWeights, params, cropPixels, gmacs } of quantized) {
      const float = torchvisionFacts.find(
        (each) => each.model === model && each.weights === floatWeights,
      );
      expect(float, model).toMatchObject({ params, cropPixels });
      expect(Math.abs((float?.gmacs ?? 0) - gmacs), model).toBeLessThan(0.002);
    }
  });

  it('lose two tenths of a point on ResNet-50, two and a half on the smallest ShuffleNet', () => {
    const lost = (model: string) =>
      publishedVariants(facts, { model, method: 'int8-quantization' })[0]?.difference;
    expect(lost('resnet50')).toBeCloseTo(-0.21, 9);
    expect(lost('shufflenet-v2-x0-5')).toBeCloseTo(-2.58, 9);
  });
});
