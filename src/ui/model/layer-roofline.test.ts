import { describe, expect, it } from 'vitest';
import type { LayerCount } from '../../models/count.ts';
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
