import { describe, expect, it } from 'vitest';
import { countModel } from '../count.ts';
import type { ModelGraph } from '../graph.ts';
import { buildModel } from '../zoo/zoo.ts';
import { keptChannels, pruneChannels } from './prune-channels.ts';
import { graphOf, image, messageOf, tokens } from './small-graphs.fixture.ts';

const sizesOf = (graph: ModelGraph, tensor: string) =>
  graph.tensors.get(tensor)?.shape.map((each) => each.size);

it('halves what lies between the image and the classes, residual sums included', () => {
  const graph = graphOf((builder) => {
    const x = image(builder, 1, 3, 8);
    const stem = builder.apply('conv2d', 'stem', [x], { outChannels: 32, kernel: 3, padding: 1 });
    const norm = builder.apply('batch-norm', 'bn', [stem]);
    const inner = builder.apply('conv2d', 'inner', [norm], { outChannels: 64, kernel: 1 });
    const back = builder.apply('conv2d', 'back', [inner], { outChannels: 32, kernel: 1 });
    const sum = builder.apply('elementwise', 'add', [norm, back], { kind: 'add' });
    const pooled = builder.apply('pool', 'pool', [sum], { kind: 'max', kernel: 2 });
    const flat = builder.apply('flatten', 'flatten', [pooled]);
    return builder.apply('linear', 'fc', [flat], { outFeatures: 10 });
  });
  const pruned = pruneChannels(graph, { keep: 0.5 });
  expect(countModel(pruned)).toMatchObject({
    params: 16 * 27 + 2 * 16 + 32 * 16 + 16 * 32 + (16 * 16 * 10 + 10),
    macs: 64 * (16 * 27 + 32 * 16 + 16 * 32) + 16 * 16 * 10,
  });
  expect(sizesOf(pruned, 'fc')).toEqual([1, 10]);
});

it('sums tie what writes them: different shares of the two are one group', () => {
  const graph = graphOf((builder) => {
    const x = image(builder, 1, 8, 8);
    const a = builder.apply('conv2d', 'a', [x], { outChannels: 48, kernel: 1 });
    const b = builder.apply('conv2d', 'b', [x], { outChannels: 16, kernel: 1 });
    const both = builder.apply('concat', 'concat', [a, b], { axis: 'channels' });
    const c = builder.apply('conv2d', 'c', [x], { outChannels: 64, kernel: 1 });
    // 48 and 16 channels beside 64: no one to one, so all of them stay.
    const sum = builder.apply('elementwise', 'add', [both, c], { kind: 'add' });
    const free = builder.apply('conv2d', 'free', [sum], { outChannels: 32, kernel: 1 });
    return builder.apply('conv2d', 'last', [free], { outChannels: 8, kernel: 1 });
  });
  const pruned = pruneChannels(graph, { keep: 0.5 });
  expect(sizesOf(pruned, 'add')?.[1]).toBe(64);
  expect(sizesOf(pruned, 'free')?.[1]).toBe(16);
  expect(pruned.notes.join(' ')).toContain('(the first: "add")');
});

it('depthwise convolutions follow their input, grouped ones keep their groups', () => {
  const graph = graphOf((builder) => {
    const x = image(builder, 1, 3, 8);
    const a = builder.apply('conv2d', 'a', [x], { outChannels: 64, kernel: 1 });
    const depthwise = { outChannels: 64, kernel: 3, padding: 1, groups: 64 };
    const b = builder.apply('conv2d', 'depthwise', [a], depthwise);
    const grouped = { outChannels: 192, kernel: 1, groups: 16 };
    const c = builder.apply('conv2d', 'grouped', [b], grouped);
    return builder.apply('conv2d', 'last', [c], { outChannels: 8, kernel: 1 });
  });
  const pruned = pruneChannels(graph, { keep: 0.45 });
  const attributes = (id: string) => pruned.layers.find((layer) => layer.id === id)?.attributes;
  // 28.8 of 64 and 86.4 of 192, in multiples of 16.
  expect(attributes('depthwise')).toMatchObject({ outChannels: 32, groups: 32 });
  expect(attributes('grouped')).toMatchObject({ outChannels: 80, groups: 16 });
});

it('a part that is cut off a projection is a group of its own', () => {
  const graph = graphOf((builder) => {
    const x = tokens(builder, 1, 4, 32);
    const both = builder.apply('linear', 'gate_up', [x], { outFeatures: 128, bias: false });
    const parts = { axis: 'features', parts: 2 };
    const [gate = both, up = both] = builder.applyMany('split', 'split', [both], parts);
    const open = builder.apply('activation', 'act', [gate], { kind: 'silu' });
    const product = builder.apply('elementwise', 'multiply', [open, up], { kind: 'multiply' });
    return builder.apply('linear', 'down', [product], { outFeatures: 32, bias: false });
  });
  expect(countModel(pruneChannels(graph, { keep: 0.5 })).params).toBe(64 * 32 + 32 * 32);
});

describe('models of the zoo', () => {
  it('VGG-16: every width is halved but the image’s and the classes’', () => {
    const vgg = buildModel('vgg16');
    const dense = countModel(vgg);
    const count = countModel(pruneChannels(vgg, { keep: 0.5 }));
    const ends = new Set(['features.0', 'classifier.6']);
    const expected = dense.layers.reduce(
      (sum, layer) => sum + layer.macs / (ends.has(layer.name) ? 2 : 4),
      0,
    );
    expect(count.macs).toBe(expected);
  });

  it('ResNet-50: all 53 convolutions, in 37 groups', () => {
    const resnet = buildModel('resnet50');
    const dense = countModel(resnet);
    const pruned = pruneChannels(resnet, { keep: 0.5 });
    const ends = new Set(['conv1', 'fc']);
    const expected = dense.layers.reduce(
      (sum, layer) => sum + layer.macs / (ends.has(layer.name) ? 2 : 4),
      0,
    );
    expect(countModel(pruned).macs).toBe(expected);
    expect(pruned.notes.join(' ')).toContain('of 37 groups are kept');
  });

  it('BERT-base and ViT-B/16: the hidden features of the feed-forward networks, and no others', () => {
    for (const id of ['bert-base', 'vit-b-16']) {
      const dense = countModel(buildModel(id));
      const count = countModel(pruneChannels(buildModel(id), { keep: 0.5 }));
      const removed = 12 * (2 * 768 * 1536 + 1536);
      expect(dense.params - count.params).toBe(removed);
    }
  });

  it('ALBERT: layers that share their weights are pruned alike', () => {
    const dense = countModel(buildModel('albert-base'));
    const count = countModel(pruneChannels(buildModel('albert-base'), { keep: 0.5 }));
    expect(dense.params - count.params).toBe(2 * 768 * 1536 + 1536);
  });

  it('MobileNetV2: widths as far as multiples of 8 allow', () => {
    const pruned = pruneChannels(buildModel('mobilenet-v2'), { keep: 0.5 });
    const widths = (name: string) => sizesOf(pruned, name)?.[1];
    // 24 → 12 → 16 (halves go up), 144 → 72, 1280 → 640.
    expect([widths('features.2.conv.2'), widths('features.3.conv.0.0')]).toEqual([16, 72]);
    expect(widths('features.18.0')).toBe(640);
    expect(sizesOf(pruned, 'classifier.1')).toEqual([1, 1000]);
  });
});

describe('keptChannels', () => {
  const group = { root: 0, size: 64, multiple: 1, fixedBy: undefined };

  it.each([
    [{ ...group, size: 100 }, 0.5, 48],
    [{ ...group, size: 10 }, 0.5, 8],
    [{ ...group, size: 4 }, 0.5, 4],
    [{ ...group, fixedBy: 'x' }, 0.5, 64],
    // 25 groups of 16: multiples of 200 would leave two choices, multiples of 25 do not.
    [{ ...group, size: 400, multiple: 25 }, 0.7, 275],
  ])('%j, %f: %i', (given, keep, kept) => {
    expect(keptChannels(given, keep, 8)).toBe(kept);
  });
});

describe('refusals', () => {
  it.each([0, 1, Number.NaN, 2])('a share of %f', (keep) => {
    expect(messageOf(() => pruneChannels(buildModel('resnet18'), { keep }))).toContain(
      `A share of ${keep} of the channels cannot be kept`,
    );
  });

  it('a model whose layers all need their channels, naming one', () => {
    expect(messageOf(() => pruneChannels(buildModel('gnmt'), { keep: 0.5 }))).toMatch(
      /No channel of GNMT can be removed: .*"encoder\.embedder" the first of them/,
    );
  });

  it('a share so high that nothing goes', () => {
    const graph = graphOf((builder) => {
      const x = image(builder, 1, 3, 8);
      const a = builder.apply('conv2d', 'a', [x], { outChannels: 8, kernel: 1 });
      return builder.apply('conv2d', 'b', [a], { outChannels: 8, kernel: 1 });
    });
    expect(messageOf(() => pruneChannels(graph, { keep: 0.5 }))).toBe(
      'Small loses no channel at a share of 0.5 in multiples of 8. Keep fewer, or choose a smaller multiple.',
    );
  });
});
