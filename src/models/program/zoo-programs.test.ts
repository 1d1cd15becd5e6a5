// Which models of the zoo the executor cannot train yet, and by which operators: nothing joins them unseen.
import { expect, it } from 'vitest';
import { buildModel, listModels } from '../zoo/zoo.ts';
import { missingLayers } from './compile-program.ts';

const EXPERTS = ['expert-linear', 'expert-sum'];
const MISSING: Readonly<Record<string, readonly string[]>> = {
  'alexnet-paper': ['local-response-norm'],
  // At batch 1, its auxiliary head normalises one value for each channel.
  'inception-v3': ['batch-norm'],
  gnmt: ['additive-scores', 'recurrent'],
  'mixtral-8x7b': EXPERTS,
  'mixtral-8x22b': EXPERTS,
  'qwen3-30b-a3b': EXPERTS,
};

it('all models can be trained, but for those that are named here', () => {
  const missing = listModels().flatMap(({ id }) => {
    const layers = missingLayers(buildModel(id), { precision: 'f32', mode: 'training' });
    const operators = [...new Set(layers.map(({ operator }) => operator))].toSorted();
    return operators.length === 0 ? [] : [[id, operators] as const];
  });
  expect(Object.fromEntries(missing)).toEqual(MISSING);
});
