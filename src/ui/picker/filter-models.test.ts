import { describe, expect, it } from 'vitest';
import { filterModels } from './filter-models.ts';

const models = [
  { id: 'alexnet', name: 'AlexNet', family: 'AlexNet', year: 2012 },
  { id: 'resnet50', name: 'ResNet-50', family: 'ResNet', year: 2015 },
  { id: 'gpt2-small', name: 'GPT-2 small', family: 'GPT-2', year: 2019 },
  { id: 'resnet152', name: 'ResNet-152', family: 'ResNet', year: 2015 },
];

const found = (typed: string): readonly string[] =>
  filterModels(models, typed).flatMap((family) => family.models.map(({ id }) => id));

describe('filterModels', () => {
  it('groups by family, in the order given', () => {
    expect(filterModels(models, '').map(({ name }) => name)).toEqual([
      'AlexNet',
      'ResNet',
      'GPT-2',
    ]);
    expect(found('')).toEqual(['alexnet', 'resnet50', 'resnet152', 'gpt2-small']);
  });

  it.each([
    ['resnet-50', ['resnet50']],
    ['RESNET_152', ['resnet152']],
    ['2015 net', ['resnet50', 'resnet152']],
    ['small gpt', ['gpt2-small']],
    ['gpt 2012', []],
    ['<b>', []],
  ])('%j finds %j', (typed, ids) => {
    expect(found(typed)).toEqual(ids);
  });
});
