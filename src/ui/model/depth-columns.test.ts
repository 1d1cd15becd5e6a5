import { describe, expect, it } from 'vitest';
import { countModel, type LayerCount } from '../../models/count.ts';
import { buildModel } from '../../models/zoo/zoo.ts';
import { depthColumns } from './depth-columns.ts';

const layer = (name: string, flops: number, bytes: number): LayerCount => ({
  id: name,
  name,
  block: '',
  operator: 'conv2d',
  outputShape: [],
  params: 0,
  macs: flops / 2,
  flops,
  bytes,
});

describe('depthColumns', () => {
  const layers = Array.from({ length: 10 }, (_, index) => layer(`l${index}`, index, 2));

  it('has a column per layer where there is room', () => {
    expect(depthColumns(layers, 20).map(({ name }) => name)).toEqual(
      layers.map(({ name }) => name),
    );
  });

  it('sums up neighbours where there is not, and loses nothing', () => {
    const columns = depthColumns(layers, 4);
    expect(columns).toHaveLength(4);
    expect(columns[0]).toMatchObject({ name: 'l0 … l2', from: 1, to: 3, flops: 3, bytes: 6 });
    expect(columns.at(-1)).toMatchObject({ name: 'l9', from: 10, to: 10 });
    expect(columns.reduce((sum, { flops }) => sum + flops, 0)).toBe(45);
  });

  it('keeps blocks whole, so that equal blocks have equal columns', () => {
    const { layers, flops } = countModel(buildModel('gpt3-175b'));
    const columns = depthColumns(layers, 180);
    const blocks = columns.filter(({ name }) => name.startsWith('h.'));
    expect(blocks).toHaveLength(96);
    expect(new Set(blocks.map((column) => column.flops)).size).toBe(1);
    expect(columns.reduce((sum, column) => sum + column.flops, 0)).toBe(flops);
    expect(columns.at(-1)?.to).toBe(layers.length);
  });
});
