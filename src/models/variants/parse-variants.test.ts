import { describe, expect, it } from 'vitest';
import { countModel } from '../count.ts';
import { buildModel } from '../zoo/zoo.ts';
import { parseVariants } from './parse-variants.ts';
import { prune } from './prune.ts';
import { messageOf } from './small-graphs.fixture.ts';
import { variants } from './variant-list.ts';

it('names, parameters and compositions', () => {
  const parsed = parseVariants(
    'pruned:0.9, int8,distilled:distilbert-base,low-rank:0.5,channels:0.5+int8',
  );
  expect(parsed.map(({ id, name }) => `${id} = ${name}`)).toEqual([
    'pruned:0.9 = Pruned (0.9)',
    'int8 = int8',
    'distilled:distilbert-base = Distilled (distilbert-base)',
    'low-rank:0.5 = Low rank (0.5)',
    'channels:0.5+int8 = Fewer channels (0.5), int8',
  ]);
});

it('a composition applies one to the result of the other', () => {
  const [both] = parseVariants('channels:0.5+int8');
  const graph = both?.apply(buildModel('resnet18'));
  expect(graph?.name).toBe('ResNet-18, 50 % of channels, int8');
  expect(graph?.layers.find((layer) => layer.id === 'conv1')?.attributes).toMatchObject({
    outChannels: 32,
    weights: 'int8',
  });
});

it('applies with the numbers that were typed', () => {
  const dense = buildModel('resnet18');
  const [parsed] = parseVariants('pruned:0.8127');
  const counted = parsed && countModel(parsed.apply(dense));
  expect(counted?.params).toBe(countModel(prune(dense, { sparsity: 0.8127 })).params);
});

it('every variant has a name and an example that can be typed', () => {
  for (const { id, parameters } of variants) {
    const typed = [id, ...parameters.map((each) => each.example)].join(':');
    expect(parseVariants(typed)[0]?.id).toBe(typed);
  }
  expect(new Set(variants.map((each) => each.id)).size).toBe(variants.length);
});

it('knows what making takes, and what of it is trained', () => {
  const [both, half] = parseVariants('channels:0.5+fused,f16');
  expect(both?.makings).toEqual(['fine-tuning', 'none']);
  const trained = both?.applyForTraining(buildModel('resnet18'));
  expect(trained?.inferenceOnly).toBeUndefined();
  expect(trained?.name).toBe('ResNet-18, 50 % of channels');
  expect([both?.precision, half?.precision, half?.makings]).toEqual(['f32', 'f16', ['none']]);
  expect(half?.apply(buildModel('resnet18')).name).toBe('ResNet-18, f16');
});

describe('says what is wrong in one sentence', () => {
  it.each([
    ['', 'has an empty entry'],
    ['pruned:0.9,,int8', 'has an empty entry'],
    ['prunned:0.9', 'There is no variant "prunned". The nearest are pruned'],
    ['pruned', 'needs its sparsity: share of the weights that is removed'],
    ['pruned:ninety', '"ninety" is no number for the sparsity'],
    ['experts:8:two', '"two" is no number for the perToken'],
    ['int8:4', 'it has no parameters. Write "int8"'],
    ['pruned:0.9:0.8', 'it takes sparsity. Write "pruned:0.9"'],
    ['int8,int8', 'The variant "int8" is named twice'],
    ['+int8', 'lacks the name of a transformation'],
    ['2:4', 'No WebGPU kernel can use 2:4 sparsity'],
    ['lora:8:8', 'it takes rank. Write "lora:8"'],
    ['fused+fused+fused+fused+int8', 'Use at most 4'],
    ['int8+int8', 'applies "int8" twice'],
    [`pruned:0.${'9'.repeat(10_000)}`, 'has 10009 characters, more than any variant'],
    ['x'.repeat(150), 'There is no variant "xxxxxxxx'],
    [Array.from({ length: 5000 }, () => '9').join(','), '5000 variants are too many'],
    [Array.from({ length: 33 }, (_, index) => `pruned:0.${index + 1}`).join(','), '33 variants'],
  ])('%s', (typed, sentence) => {
    expect(messageOf(() => parseVariants(typed))).toContain(sentence);
  });

  it.each([
    ['pruned:1', 'A sparsity of 1 cannot be used'],
    ['pruned:0', 'A sparsity of 0 cannot be used: 0 is the dense model itself'],
    ['pruned:1.5', 'A sparsity of 1.5 cannot be used'],
    ['blocks:-0.1', 'A sparsity of -0.1 cannot be used'],
    ['distilled:resnet50', 'not fewer than its teacher'],
    ['distilled:bert-base', 'one reads images, the other text'],
    ['low-rank:0', 'A rank of 0 cannot be used'],
    ['int4-weights:32', 'Groups of 32 weights are not offered'],
    ['int8+pruned:0.5', 'weights stored as int8 already'],
    ['experts:8', 'has no feed-forward network'],
    ['distilled:alexnett', 'There is no model "alexnett"'],
  ])('applied: %s', (typed, sentence) => {
    const [parsed] = parseVariants(typed);
    expect(messageOf(() => parsed?.apply(buildModel('resnet18')))).toContain(sentence);
  });
});
