import { expect, it } from 'vitest';
import { triedModels } from '../../../test/support/tried-models.ts';
import { countModel } from '../count.ts';
import { missingLayers } from '../program/compile-program.ts';
import { buildModel } from '../zoo/zoo.ts';
import { parseVariants } from './parse-variants.ts';

// What fits is applied; what does not is refused in a sentence, never with another error or an unsound graph.
it.each(triedModels().map((model) => model.id))('%s under every variant', (id) => {
  const graph = buildModel(id);
  const dense = countModel(graph);
  const typed =
    'pruned:0.9,pruned-erk:0.9,blocks:0.9,channels:0.5,int8,int8-weights,int4-weights,low-rank:0.5,fused,experts:8,tasks:8';
  const applied: string[] = [];
  for (const variant of parseVariants(typed)) {
    let made;
    try {
      made = variant.apply(graph);
    } catch (error) {
      expect(error).toMatchObject({ code: 'invalid-input' });
      continue;
    }
    applied.push(variant.id);
    const count = countModel(made);
    const grows = variant.id.startsWith('experts') || variant.id.startsWith('tasks');
    expect(count.params > dense.params).toBe(grows);
    if (!variant.id.startsWith('experts')) expect(count.macs).toBeLessThanOrEqual(dense.macs);
    for (const output of graph.outputs.keys()) {
      expect(made.tensors.get(made.outputs[output] ?? '')?.shape).toEqual(
        graph.tensors.get(graph.outputs[output] ?? '')?.shape,
      );
    }
  }
  expect(applied).toEqual(expect.arrayContaining(['pruned:0.9', 'int8', 'low-rank:0.5']));
});

it.each(['channels:0.5', 'low-rank:0.5', 'channels:0.5+low-rank:0.5', 'distilled:squeezenet1-1'])(
  '%s is made of ordinary layers, which run and train',
  (typed) => {
    const [variant] = parseVariants(typed);
    const graph = variant?.apply(buildModel('alexnet'));
    for (const mode of ['inference', 'training'] as const) {
      expect(graph && missingLayers(graph, { precision: 'f32', mode })).toEqual([]);
    }
  },
);
