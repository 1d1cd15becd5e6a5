import { describe, expect, it } from 'vitest';
import { triedModels } from '../../test/support/tried-models.ts';
import { costGraph } from './cost.ts';
import { countModel } from './count.ts';
import type { ModelGraph } from './graph.ts';
import { GraphBuilder } from './graph-builder.ts';
import { dimension } from './shapes.ts';
import { buildModel } from './zoo/zoo.ts';

const finish = (graph: GraphBuilder) =>
  graph.finish({ id: 'x', name: 'X', head: 'none', bindings: { batch: 1 }, outputs: [] });

/** The same graph in which no two layers share an object, so that nothing is known from another layer. */
function withoutSharing(graph: ModelGraph): ModelGraph {
  return {
    ...graph,
    layers: graph.layers.map((layer) => ({ ...layer, attributes: { ...layer.attributes } })),
  };
}

describe('layers of one kind', () => {
  it.each(triedModels().map(({ id }) => id))('%s: cost what each costs alone', (id) => {
    const graph = buildModel(id);
    for (const mode of ['inference', 'adam'] as const) {
      const strip = (each: ModelGraph) =>
        costGraph(each, { precision: 'f16', mode }).layers.map(({ cost, params }) => ({
          cost,
          params,
        }));
      expect(strip(graph)).toEqual(strip(withoutSharing(graph)));
    }
  });

  it('share attributes and shapes', () => {
    const graph = new GraphBuilder();
    const input = graph.input('x', [dimension('batch', 2), dimension('features', 8)]);
    const a = graph.apply('linear', 'a', [input], { outFeatures: 4 });
    const b = graph.apply('linear', 'b', [input], { outFeatures: 4 });
    expect(b.shape).toBe(a.shape);
    const [first, second] = finish(graph).layers;
    expect(second?.attributes).toBe(first?.attributes);
  });

  it('a layer that does not fit is refused by its own name each time', () => {
    const graph = new GraphBuilder();
    const input = graph.input('x', [dimension('batch', 2), dimension('features', 8)]);
    for (const name of ['first', 'second']) {
      expect(() => graph.apply('conv2d', name, [input], { outChannels: 1, kernel: 1 })).toThrow(
        `Layer "${name}" (conv2d)`,
      );
    }
  });
});

describe('names', () => {
  it('that repeat are numbered, in time that grows with their number only', () => {
    const graph = new GraphBuilder();
    let x = graph.input('x', [dimension('batch', 1)]);
    for (let index = 0; index < 20_000; index++) x = graph.apply('flatten', 'same', [x]);
    const { layers } = finish(graph);
    expect(layers.slice(0, 3).map(({ id }) => id)).toEqual(['same', 'same#2', 'same#3']);
    expect(new Set(layers.map(({ id }) => id)).size).toBe(20_000);
  });

  it('of outputs never take the place of another tensor', () => {
    const graph = new GraphBuilder();
    const input = graph.input('x', [dimension('batch', 1), dimension('features', 8)]);
    graph.apply('linear', 'split:0', [input], { outFeatures: 3 });
    const parts = graph.applyMany('split', 'split', [input], { axis: 'features', parts: 2 });
    expect(parts.map(({ id }) => id)).toEqual(['split:0#2', 'split:1']);
    expect(countModel(finish(graph)).layers[0]?.outputShape[1]?.size).toBe(3);
  });
});
