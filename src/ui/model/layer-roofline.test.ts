import { describe, expect, it } from 'vitest';
import type { LayerCount } from '../../models/count.ts';
import { depthColumns } from './depth-columns.ts';
import { layersUnderRoof } from './layer-roofline.ts';

const exactly = (median: number) => ({ median, low: median, high: median });
/** 100 FLOP/s and 10 B/s: the bend is at 10 FLOP per byte. */
const device = {
  bandwidth: exactly(10),
  ceilings: [{ precision: 'f32' as const, rate: exactly(100) }],
};
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

describe('layersUnderRoof', () => {
  const layers = [
    layer('a', 1000, 10),
    layer('b', 10, 100),
    layer('b2', 10, 100),
    layer('c', 0, 50),
  ];

  it('puts each layer under the ceiling that limits it', () => {
    const under = layersUnderRoof(layers, device);
    expect(under?.points).toMatchObject([
      { name: 'a', intensity: 100, rate: 100, limitedBy: 'compute', times: 1 },
      { name: 'b', intensity: 0.1, rate: 1, limitedBy: 'memory' },
      { name: 'b2', intensity: 0.1, rate: 1, limitedBy: 'memory' },
    ]);
  });

  it('adds up the least time, and counts what only moves data', () => {
    const under = layersUnderRoof(layers, device);
    expect(under?.seconds.compute).toBeCloseTo(10);
    expect(under?.seconds.memory).toBeCloseTo(25);
    expect(under?.moving).toBe(1);
  });

  it('says nothing without both ceilings', () => {
    expect(layersUnderRoof(layers, { ...device, bandwidth: undefined })).toBeUndefined();
    expect(layersUnderRoof(layers, { ...device, ceilings: [] })).toBeUndefined();
  });
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
});
