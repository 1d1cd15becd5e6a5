import { describe, expect, it } from 'vitest';
import { countModel } from '../count.ts';
import type { ModelGraph } from '../graph.ts';
import { buildModel } from '../zoo/zoo.ts';
import { prune, pruneByLayer } from './prune.ts';
import { graphOf, image, messageOf, tokens } from './small-graphs.fixture.ts';

const resnet50 = buildModel('resnet50');
const dense = countModel(resnet50);
/** Of batch normalisation and the classifier's bias. */
const NOT_PRUNED = 2 * 26_560 + 1000;

const attributesOf = (graph: ModelGraph, id: string) =>
  graph.layers.find((layer) => layer.id === id)?.attributes;

it('removes the same share of every layer but the first convolution', () => {
  const graph = prune(resnet50, { sparsity: 0.75 });
  expect(attributesOf(graph, 'conv1')).not.toHaveProperty('weights');
  expect(attributesOf(graph, 'layer1.0.conv1')).toMatchObject({ weights: 'csr', density: 0.25 });
  expect(attributesOf(graph, 'fc')).toMatchObject({ weights: 'csr', density: 0.25 });
  const first = 64 * 3 * 49;
  const pruned = dense.params - NOT_PRUNED - first;
  const count = countModel(graph);
  // Every row keeps a whole number of its 64 to 4608 weights; 147 of the first layer are not cut.
  expect(count.params).toBe(NOT_PRUNED + first + pruned / 4);
  const firstMacs = first * 112 * 112;
  expect(count.macs).toBe(firstMacs + (dense.macs - firstMacs) / 4);
});

describe('ResNet-50 at the sparsities of STR (arXiv 2002.03231, README of RAIVNLab/STR @2656d790)', () => {
  // Weights of convolutions and the classifier, in millions. The row of 81.27 % prints 4.47 M and is left out: the
  // same table's 25.5 M weights leave 4.78 M at that sparsity, and 4.47 M are 82.5 %.
  it.each([
    [0.9023, 2.49],
    [0.9515, 1.24],
    [0.9653, 0.88],
    [0.9805, 0.5],
    [0.9898, 0.26],
  ])('%f: %f million', (sparsity, millions) => {
    const count = countModel(prune(resnet50, { sparsity, firstConvolution: 'pruned' }));
    const weights = (count.params - NOT_PRUNED) / 1e6;
    expect(Math.abs(weights / millions - 1)).toBeLessThan(0.01);
  });

  it('0.8127: what is stored is 18.73 % of the weights', () => {
    const count = countModel(prune(resnet50, { sparsity: 0.8127, firstConvolution: 'pruned' }));
    const share = (count.params - NOT_PRUNED) / (dense.params - NOT_PRUNED);
    expect(Math.abs(share - 0.1873)).toBeLessThan(0.0005);
  });
});

// Table 2 of RigL prints FLOPs of inference by those of the dense model, to two digits; not matrix products alone.
describe('ResNet-50 as RigL spreads sparsity (arXiv 1911.11134)', () => {
  it.each([
    ['uniform', 0.8, 0.23],
    ['uniform', 0.9, 0.13],
    ['uniform', 0.95, 0.08],
    ['erk', 0.8, 0.42],
    ['erk', 0.9, 0.24],
    ['erk', 0.95, 0.12],
    ['erk', 0.965, 0.09],
  ] as const)('%s %f: %f of the FLOPs', (allocation, sparsity, share) => {
    const count = countModel(prune(resnet50, { sparsity, allocation }));
    expect(Math.abs(count.macs / dense.macs - share)).toBeLessThan(0.01);
  });

  it('keeps the wanted share of all weights together', () => {
    const count = countModel(prune(resnet50, { sparsity: 0.9, allocation: 'erk' }));
    const weights = dense.params - NOT_PRUNED;
    expect(Math.abs((count.params - NOT_PRUNED) / weights - 0.1)).toBeLessThan(0.001);
  });
});

it('a density for each layer, as one threshold over all magnitudes leaves it', () => {
  const graph = pruneByLayer(resnet50, { 'layer1.0.conv1': 0.5, fc: 0.25 });
  const removed = 64 * 64 * 0.5 + 2048 * 1000 * 0.75;
  expect(countModel(graph).params).toBe(dense.params - removed);
});

it('a table of embeddings stays dense, and its notes say so', () => {
  const graph = prune(buildModel('gpt2-small'), { sparsity: 0.5 });
  expect(attributesOf(graph, 'lm_head')).not.toHaveProperty('weights');
  expect(graph.notes.join(' ')).toContain('"lm_head" keeps dense weights');
});

it('depthwise convolutions stay dense, and its notes say so', () => {
  const graph = prune(buildModel('mobilenet-v2'), { sparsity: 0.5 });
  expect(graph.notes.join(' ')).toContain('17 convolutions in groups');
  expect(attributesOf(graph, 'features.1.conv.0.0')).not.toHaveProperty('weights');
});

describe('refusals', () => {
  it.each([0, 1, 1.5, -0.1, Number.NaN, Infinity])('a sparsity of %f', (sparsity) => {
    expect(messageOf(() => prune(resnet50, { sparsity }))).toContain(
      `A sparsity of ${sparsity} cannot be used`,
    );
  });

  it('a sparsity that takes no weight of any row; where it takes some, the others stay dense', () => {
    const graph = graphOf((builder) => {
      const x = builder.apply('linear', 'few', [tokens(builder, 1, 4, 3)], { outFeatures: 32 });
      return builder.apply('linear', 'many', [x], { outFeatures: 4 });
    });
    expect(messageOf(() => prune(graph, { sparsity: 0.01 }))).toContain(
      'No layer of Small loses a weight at a sparsity of 0.01',
    );
    // 2.7 of 3 are 3, 28.8 of 32 are 29.
    const pruned = prune(graph, { sparsity: 0.1 });
    expect(attributesOf(pruned, 'few')).not.toHaveProperty('weights');
    expect(attributesOf(pruned, 'many')).toMatchObject({ weights: 'csr' });
  });

  it('weights that are compressed already', () => {
    const once = prune(resnet50, { sparsity: 0.5 });
    expect(messageOf(() => prune(once, { sparsity: 0.5 }))).toContain(
      'has weights stored as csr already (layer "layer1.0.conv1")',
    );
  });

  it('a model with nothing to prune', () => {
    const graph = graphOf((builder) =>
      builder.apply('conv2d', 'only', [image(builder, 1, 3, 8)], { outChannels: 8, kernel: 3 }),
    );
    expect(messageOf(() => prune(graph, { sparsity: 0.5 }))).toContain('has no layer to prune');
  });

  it('a layer that is not there, and a density that is none', () => {
    expect(messageOf(() => pruneByLayer(resnet50, { 'layer1.0.conv9': 0.5 }))).toContain(
      'layer1.0.conv1',
    );
    expect(messageOf(() => pruneByLayer(resnet50, { fc: 0 }))).toContain(
      'The density 0 of layer "fc" cannot be used',
    );
  });
});

it('layers that share a weight are pruned alike', () => {
  const tied = graphOf((graph) => {
    const x = tokens(graph, 1, 4, 16);
    const y = graph.apply('linear', 'a', [x], { outFeatures: 16, bias: false });
    const options = { tied: { weight: 'a.weight' } };
    return graph.apply('linear', 'b', [y], { outFeatures: 16, bias: false }, options);
  });
  const count = countModel(pruneByLayer(tied, { b: 0.5 }));
  expect(count.params).toBe(16 * 8);
  expect(count.macs).toBe(2 * 4 * 16 * 8);
});
