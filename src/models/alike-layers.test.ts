import { describe, expect, it } from 'vitest';
import { alikeLayers } from './alike-layers.ts';
import { countModel } from './count.ts';
import { buildModel } from './zoo/zoo.ts';

const { layers } = countModel(buildModel('gpt2-small', { sequenceLength: 64 }));
const alike = alikeLayers(layers);
const kindsOf = (ending: string) =>
  new Set(layers.flatMap(({ name }, at) => (name.endsWith(ending) ? [alike[at]] : [])));

describe('alikeLayers', () => {
  it('gives the same layer of twelve equal blocks one number', () => {
    expect(kindsOf('attn.c_attn').size).toBe(1);
    expect(kindsOf('mlp.c_fc')).not.toEqual(kindsOf('mlp.c_proj'));
  });

  it('keeps layers apart whose figures differ', () => {
    const [first] = layers;
    if (first === undefined) throw new Error('There are no layers.');
    const changed = { ...first, flops: first.flops + 1 };
    expect([...alikeLayers([first, { ...first, id: 'other' }, changed])]).toEqual([0, 0, 1]);
  });
});
