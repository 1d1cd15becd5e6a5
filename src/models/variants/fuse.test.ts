import { describe, expect, it } from 'vitest';
import { costGraph } from '../cost.ts';
import { countModel } from '../count.ts';
import { compileProgram } from '../program/compile-program.ts';
import { dimension } from '../shapes.ts';
import { buildModel } from '../zoo/zoo.ts';
import { fuse, GELU_DIFFERENCE } from './fuse.ts';
import { graphOf, image, messageOf, tokens } from './small-graphs.fixture.ts';

const resnet50 = buildModel('resnet50');

describe('ResNet-50', () => {
  const graph = fuse(resnet50);
  const dense = countModel(resnet50);
  const count = countModel(graph);

  it('each of 26,560 channels has a bias in place of a scale and a shift', () => {
    expect(dense.params - count.params).toBe(26_560);
    expect(graph.parameters.has('conv1.bias')).toBe(true);
    expect(graph.layers.some((layer) => layer.operator === 'batch-norm')).toBe(false);
  });

  it('the 16 ReLUs behind residual sums stay, the other 33 do not', () => {
    const relus = graph.layers.filter((layer) => layer.operator === 'activation');
    expect(relus).toHaveLength(16);
    expect(graph.layers.filter((layer) => layer.attributes['activation'] === 'relu')).toHaveLength(
      33,
    );
  });

  it('the same MACs; each normalised element costs one addition in place of two operations', () => {
    expect(count.macs).toBe(dense.macs);
    const normalised = dense.layers
      .filter((layer) => layer.operator === 'batch-norm')
      .reduce((sum, layer) => sum + layer.flops / 2, 0);
    expect(dense.otherFlops - count.otherFlops).toBe(normalised);
  });

  it('what lies between is neither written nor read', () => {
    const between = dense.layers
      .filter(({ id }) => !graph.layers.some((layer) => layer.id === id))
      .reduce((sum, layer) => sum + layer.bytes, 0);
    // A batch norm also read its scale and shift; the convolution now reads a bias.
    expect(dense.bytes - count.bytes).toBe(between - 4 * 26_560);
  });

  it('cannot be trained', () => {
    expect(messageOf(() => costGraph(graph, { precision: 'f32', mode: 'adam' }))).toContain(
      'is for inference only',
    );
  });
});

it('a tensor that something else reads is written', () => {
  const graph = graphOf((builder) => {
    const x = image(builder, 1, 4, 8);
    const y = builder.apply('conv2d', 'conv', [x], { outChannels: 4, kernel: 1 });
    const norm = builder.apply('batch-norm', 'bn', [y]);
    const z = builder.apply('activation', 'relu', [norm], { kind: 'relu' });
    return builder.apply('elementwise', 'add', [norm, z], { kind: 'add' });
  });
  const fused = fuse(graph);
  expect(fused.layers.map((layer) => layer.id)).toEqual(['conv', 'relu', 'add']);
  expect(fused.layers[1]?.inputs).toEqual(['conv']);
});

it('a normalisation over another axis than the layer writes is not folded', () => {
  const graph = graphOf((builder) => {
    const x = builder.input('signal', [
      dimension('batch', 2),
      dimension('channels', 3),
      dimension('samples', 8),
    ]);
    const y = builder.apply('linear', 'fc', [x], { outFeatures: 4 });
    const norm = builder.apply('batch-norm', 'bn', [y]);
    return builder.apply('activation', 'relu', [norm], { kind: 'relu' });
  });
  expect(messageOf(() => fuse(graph))).toContain('has nothing to fuse');
});

it('a GELU behind a convolution stays, exact as it was, and its normalisation is folded', () => {
  const graph = graphOf((builder) => {
    const x = image(builder, 1, 4, 8);
    const y = builder.apply('conv2d', 'conv', [x], { outChannels: 4, kernel: 1 });
    const norm = builder.apply('batch-norm', 'bn', [y]);
    return builder.apply('activation', 'gelu', [norm], { kind: 'gelu' });
  });
  const fused = fuse(graph);
  expect(fused.layers.map(({ id }) => id)).toEqual(['conv', 'gelu']);
  expect(fused.layers[0]?.attributes).toMatchObject({ bias: true });
  expect(fused.layers[1]?.attributes).toEqual({ kind: 'gelu' });
  // Each of the two layers is one kernel, as it is counted.
  const inference = { precision: 'f32', mode: 'inference' } as const;
  const launches = costGraph(fused, inference).layers.map(({ cost }) => cost.forward.launches);
  const { dispatches } = compileProgram(fused, inference);
  expect(dispatches.map(({ layer }) => layer)).toEqual(['conv', 'gelu']);
  expect(launches).toEqual([1, 1]);
});

it('what a loop repeats is left as it is', () => {
  const graph = graphOf((builder) => {
    const x = tokens(builder, 1, 4, 8);
    const y = builder.apply('linear', 'turn', [x], { outFeatures: 8 }, { repeats: 5 });
    const z = builder.apply('activation', 'relu', [y], { kind: 'relu' });
    return builder.apply('activation', 'relu.2', [z], { kind: 'relu' });
  });
  expect(messageOf(() => fuse(graph))).toContain('has nothing to fuse');
});

it('a model’s output can be the fused layer’s', () => {
  const graph = graphOf((builder) => {
    const y = builder.apply('linear', 'fc', [tokens(builder, 1, 4, 8)], { outFeatures: 4 });
    return builder.apply('activation', 'relu', [y], { kind: 'relu' });
  });
  const fused = fuse(graph);
  expect(fused.outputs).toEqual(['fc']);
  const [layer] = costGraph(fused, { precision: 'f32', mode: 'inference' }).layers;
  expect(layer?.cost.forward.products[0]?.problem).toEqual({
    op: 'matmul',
    m: 4,
    n: 4,
    k: 8,
    bias: true,
    activation: 'relu',
    precision: 'f32',
  });
  expect(layer?.cost.forward.otherFlops).toBe(2 * 4 * 4);
});

it('a GELU becomes its tanh form, which is as near as the note says', () => {
  const fused = fuse(buildModel('bert-base'));
  expect(fused.notes.join(' ')).toContain('12 of the activations are GELUs in their tanh form');
  let largest = 0;
  for (let x = -8; x <= 8; x += 0.001) {
    const tanh = (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
    largest = Math.max(largest, Math.abs(x * normalShare(x) - tanh));
  }
  expect(largest).toBeLessThan(GELU_DIFFERENCE);
  expect(largest).toBeGreaterThan(0.9 * GELU_DIFFERENCE);
});

/** Φ(x): its density summed by Simpson's rule from 0. */
function normalShare(x: number): number {
  const steps = 200;
  const width = x / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp(-((i * width) ** 2) / 2);
  }
  return 0.5 + ((sum * width) / 3) * (1 / Math.sqrt(2 * Math.PI));
}

it('refuses a model where nothing can be fused', () => {
  const graph = graphOf((builder) =>
    builder.apply('linear', 'fc', [tokens(builder, 1, 4, 8)], { outFeatures: 4 }),
  );
  expect(messageOf(() => fuse(graph))).toContain('has nothing to fuse');
});
