// Every transformation on five models, against what the layers of the dense model alone say it must come to.
import { describe, expect, it } from 'vitest';
import { checkpointBytes } from '../checkpoint-sizes.ts';
import { countModel, type LayerCount } from '../count.ts';
import { elementCount, type ModelGraph } from '../graph.ts';
import { buildModel } from '../zoo/zoo.ts';
import { parseVariants } from './parse-variants.ts';

/** Layers whose weights can be compressed, with how many each has; those that only read a weight count no parameters. */
function matrices(graph: ModelGraph) {
  const count = countModel(graph);
  const tables = new Set(
    graph.layers
      .filter(({ operator }) => operator === 'embedding')
      .flatMap((each) => each.parameters),
  );
  const byId = new Map(count.layers.map((layer) => [layer.id, layer]));
  return graph.layers.flatMap(({ id, operator, attributes, parameters: [weight = ''] }) => {
    const layer = byId.get(id);
    const isMatrix =
      operator === 'linear' || (operator === 'conv2d' && (attributes['groups'] ?? 1) === 1);
    if (!layer || !isMatrix || tables.has(weight)) return [];
    const shape = graph.parameters.get(weight)?.shape ?? [];
    return [{ layer, weights: elementCount(shape), outputs: shape[0]?.size ?? 0 }];
  });
}

const sum = <T>(list: readonly T[], of: (each: T) => number) =>
  list.reduce((total, each) => total + of(each), 0);

function apply(typed: string, graph: ModelGraph): ModelGraph {
  const [variant] = parseVariants(typed);
  if (!variant) throw new Error(typed);
  return variant.apply(graph);
}

/** To the percent: rows keep whole numbers of weights, ranks are whole. */
function expectNear(value: number, expected: number) {
  expect(Math.abs(value / expected - 1)).toBeLessThan(0.01);
}

describe.each(['resnet50', 'mobilenet-v2', 'vit-b-16', 'bert-base', 'gpt2-small'])('%s', (id) => {
  const graph = buildModel(id);
  const dense = countModel(graph);
  const all = matrices(graph);
  const first = all.find(({ layer }) => layer.operator === 'conv2d');
  const pruned = all.filter((each) => each !== first);
  const macsOf = ({ layer }: { readonly layer: LayerCount }) => layer.macs;
  const weightsOf = ({ weights }: { readonly weights: number }) => weights;

  it.each([
    ['pruned:0.75', 0.75],
    ['pruned:0.9', 0.9],
  ])('%s', (typed, sparsity) => {
    const count = countModel(apply(typed, graph));
    expectNear(count.params, dense.params - sparsity * sum(pruned, weightsOf));
    expectNear(count.macs, dense.macs - sparsity * sum(pruned, macsOf));
  });

  it('pruned-erk:0.8 keeps a fifth of all weights, not of all MACs', () => {
    const count = countModel(apply('pruned-erk:0.8', graph));
    expectNear(count.params, dense.params - 0.8 * sum(all, weightsOf));
    expect(count.macs).toBeGreaterThanOrEqual(0.99 * (dense.macs - 0.8 * sum(all, macsOf)));
  });

  it('low-rank:0.5 halves the matrices', () => {
    const count = countModel(apply('low-rank:0.5', graph));
    // Ranks are cut to whole numbers, which small layers feel: 96 channels and 16 break even at 13.7.
    expect(Math.abs(count.params / (dense.params - 0.5 * sum(all, weightsOf)) - 1)).toBeLessThan(
      0.02,
    );
    expect(Math.abs(count.macs / (dense.macs - 0.5 * sum(all, macsOf)) - 1)).toBeLessThan(0.03);
  });

  it('int8-weights: a byte a weight, a scale an output, the rest in f32', () => {
    const bytes = checkpointBytes(apply('int8-weights', graph), 'f32');
    const weights = sum(all, weightsOf);
    const scales = sum(all, ({ outputs }) => outputs);
    expectNear(bytes, weights + 4 * scales + 4 * (dense.params - weights));
    expect(bytes).toBeGreaterThanOrEqual(weights + 4 * scales + 4 * (dense.params - weights));
  });

  it('csr: a value and a column for each stored weight', () => {
    const bytes = checkpointBytes(apply('pruned:0.5', graph), 'f32');
    const stored = 0.5 * sum(pruned, weightsOf);
    expectNear(bytes, 8 * stored + 4 * (dense.params - sum(pruned, weightsOf)));
  });

  it('fused: no MAC more or less', () => {
    const count = countModel(apply('fused', graph));
    expect(count.macs).toBe(dense.macs);
    expect(count.bytes).toBeLessThan(dense.bytes);
  });
});
