import { expect, it } from 'vitest';
import { triedModels } from '../../../test/support/tried-models.ts';
import type { ModelGraph } from '../graph.ts';
import { buildModel } from '../zoo/zoo.ts';
import { rebuildGraph } from './rebuild-graph.ts';
import { graphOf, tokens } from './small-graphs.fixture.ts';

const comparable = ({ tensors, parameters, ...rest }: ModelGraph) => ({
  ...rest,
  tensors: Object.fromEntries(tensors),
  parameters: Object.fromEntries(parameters),
});

it.each(triedModels().map((model) => model.id))('%s rebuilt unchanged is the same graph', (id) => {
  const graph = buildModel(id);
  const again = rebuildGraph(graph, () => undefined);
  expect(again).not.toBe(graph);
  expect(comparable(again)).toEqual(comparable(graph));
});

function twoLayers(): ModelGraph {
  return graphOf((graph) => {
    const x = tokens(graph, 1, 4, 8);
    const y = graph.apply('linear', 'block.first', [x], { outFeatures: 16 });
    const z = graph.apply('activation', 'block.act', [y], { kind: 'relu' });
    return graph.apply('linear', 'block.second', [z], { outFeatures: 8 });
  });
}

it('a changed width is inferred by everything behind it', () => {
  const graph = rebuildGraph(twoLayers(), (layer, rebuilder) =>
    layer.name === 'block.first'
      ? rebuilder.again(layer, { attributes: { outFeatures: 4 } })
      : undefined,
  );
  expect(graph.parameters.get('block.second.weight')?.shape.map((each) => each.size)).toEqual([
    8, 4,
  ]);
  expect(graph.layers.map((layer) => layer.id)).toEqual([
    'block.first',
    'block.act',
    'block.second',
  ]);
});

it('a layer is left out, and another put in', () => {
  const graph = rebuildGraph(twoLayers(), (layer, rebuilder) => {
    if (layer.operator === 'activation') return layer.inputs.map((id) => rebuilder.tensor(id));
    if (layer.name !== 'block.second') return undefined;
    const [output] = rebuilder.again(layer);
    if (output === undefined) return undefined;
    return [
      rebuilder.insert(layer, {
        id: 'block.new',
        operator: 'activation',
        attributes: { kind: 'tanh' },
        inputs: [output],
      }),
    ];
  });
  expect(graph.layers.map((layer) => layer.id)).toEqual([
    'block.first',
    'block.second',
    'block.new',
  ]);
  expect(graph.layers[1]?.inputs).toEqual(['block.first']);
  expect(graph.outputs).toEqual(['block.new']);
});

it('keeps an id that is not the name', () => {
  const doubled = graphOf((graph) => {
    const x = tokens(graph, 1, 4, 8);
    const y = graph.apply('activation', 'relu', [x], { kind: 'relu' });
    return graph.apply('activation', 'relu', [y], { kind: 'relu' });
  });
  const graph = rebuildGraph(doubled, (layer, rebuilder) =>
    layer.id === 'relu' ? layer.inputs.map((id) => rebuilder.tensor(id)) : undefined,
  );
  expect(graph.layers.map(({ id, name }) => ({ id, name }))).toEqual([
    { id: 'relu#2', name: 'relu' },
  ]);
});

it('refuses two shapes for one shared parameter', () => {
  const tied = graphOf((graph) => {
    const x = tokens(graph, 1, 4, 8);
    const y = graph.apply('linear', 'a', [x], { outFeatures: 8, bias: false });
    const options = { tied: { weight: 'a.weight' } };
    return graph.apply('linear', 'b', [y], { outFeatures: 8, bias: false }, options);
  });
  expect(() =>
    rebuildGraph(tied, (layer, rebuilder) =>
      layer.id === 'b'
        ? rebuilder.again(layer, { attributes: { outFeatures: 4, bias: false } })
        : undefined,
    ),
  ).toThrow('Layer "b" shares the parameter "a.weight" with another layer');
});
