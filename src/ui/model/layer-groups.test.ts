import { describe, expect, it } from 'vitest';
import { alikeLayers } from '../../models/alike-layers.ts';
import { countModel } from '../../models/count.ts';
import { buildModel } from '../../models/zoo/zoo.ts';
import { groupLayers, intensity, rangedName, sortGroups, total } from './layer-groups.ts';

const gpt2 = countModel(buildModel('gpt2-small', { sequenceLength: 64 }));
const resnet = countModel(buildModel('resnet50'));

describe('groupLayers', () => {
  it.each(['block', 'operator', 'none'] as const)(
    'loses nothing when grouped by %s',
    (grouping) => {
      for (const count of [gpt2, resnet]) {
        const groups = groupLayers(count.layers, alikeLayers(count.layers), grouping);
        expect(total(groups)).toEqual(total(count.layers));
        const layers = groups
          .flatMap(({ rows }) => rows())
          .reduce((sum, row) => sum + row.times, 0);
        expect(layers).toBe(count.layers.length);
        expect(groups.reduce((sum, group) => sum + group.layers, 0)).toBe(layers);
      }
    },
  );

  it('writes the twelve equal blocks of GPT-2 once', () => {
    const groups = groupLayers(gpt2.layers, alikeLayers(gpt2.layers), 'block');
    const repeated = groups.filter(({ times }) => times === 12);
    expect(repeated.length).toBeGreaterThan(0);
    expect(repeated[0]?.name).toContain('0–11');
    expect(repeated[0]?.rows().every(({ times }) => times === 12)).toBe(true);
    expect(groups.length).toBeLessThan(10);
  });

  it('keeps blocks apart whose figures differ', () => {
    const names = groupLayers(resnet.layers, alikeLayers(resnet.layers), 'block').map(
      ({ name }) => name,
    );
    expect(names).toContain('layer1.0');
    expect(names).toContain('layer1.1–2');
  });
});

describe('sortGroups', () => {
  it('puts the largest first, in groups and among them, and turns round', () => {
    const groups = sortGroups(
      groupLayers(resnet.layers, alikeLayers(resnet.layers), 'operator'),
      'flops',
      false,
    );
    const flops = groups.map((group) => group.flops);
    expect(flops).toEqual([...flops].sort((a, b) => b - a));
    for (const { rows } of groups) {
      const inside = rows().map((row) => row.flops);
      expect(inside).toEqual([...inside].sort((a, b) => b - a));
    }
    const turned = sortGroups(groups, 'flops', true).map((group) => group.flops);
    expect(turned).toEqual([...flops].sort((a, b) => a - b));
  });

  it('sorts by intensity, which is no sum', () => {
    const [first] = sortGroups(
      groupLayers(resnet.layers, alikeLayers(resnet.layers), 'operator'),
      'intensity',
      false,
    );
    expect(first?.name).toBe('conv2d');
    expect(intensity(first ?? { params: 0, macs: 0, flops: 0, bytes: 0 })).toBeGreaterThan(1);
  });
});

describe('rangedName', () => {
  it.each([
    [['h.0', 'h.1', 'h.2'], 'h.0–2'],
    [['h.0', 'h.2'], 'h.0…2'],
    [['layer1.1.conv2', 'layer1.2.conv2'], 'layer1.1–2.conv2'],
    [['fc'], 'fc'],
    [[], ''],
  ])('of %j is %j', (names, expected) => {
    expect(rangedName(names)).toBe(expected);
  });
});
