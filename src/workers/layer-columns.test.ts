import { expect, it } from 'vitest';
import { countModel } from '../models/count.ts';
import { buildModel } from '../models/zoo/zoo.ts';
import { packLayers, unpackLayers } from './layer-columns.ts';

it.each(['resnet50', 'gpt2-small'])('the layers of %s come out as they went in', (model) => {
  const { layers } = countModel(buildModel(model));
  const columns = structuredClone(packLayers(layers));
  expect(unpackLayers(columns)).toEqual(layers);
  expect(columns.operators.values.length).toBeLessThan(layers.length / 4);
});

it('no layers are none', () => {
  expect(unpackLayers(packLayers([]))).toEqual([]);
});
