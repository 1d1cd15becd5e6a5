import { describe, expect, it } from 'vitest';
import { alikeLayers } from '../../models/alike-layers.ts';
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
    const under = layersUnderRoof(layers, alikeLayers(layers), device);
    expect(under?.points).toMatchObject([
      { name: 'a', intensity: 100, rate: 100, limitedBy: 'compute', times: 1 },
      { name: 'b', intensity: 0.1, rate: 1, limitedBy: 'memory' },
      { name: 'b2', intensity: 0.1, rate: 1, limitedBy: 'memory' },
    ]);
  });

  it('adds up the least time, and counts what only moves data', () => {
    const under = layersUnderRoof(layers, alikeLayers(layers), device);
    expect(under?.seconds.compute).toBeCloseTo(10);
    expect(under?.seconds.memory).toBeCloseTo(25);
    expect(under?.moving).toBe(1);
  });

  it('draws the largest thousand, and says how many it leaves', () => {
    const many = Array.from({ length: 1500 }, (_, at) => layer('x', 1 + at, 10));
    const equal = Array.from({ length: 1500 }, (_, at) => layer('x'.repeat(at), 1, 10));
    expect(layersUnderRoof(equal, alikeLayers(equal), device)?.left).toBe(500);
    const under = layersUnderRoof(many, alikeLayers(many), device);
    expect(under?.points).toHaveLength(1000);
    expect(under?.left).toBe(500);
    expect(Math.min(...(under?.points ?? []).map(({ intensity }) => intensity))).toBe(50.1);
  });

  it('says nothing without both ceilings', () => {
    expect(
      layersUnderRoof(layers, alikeLayers(layers), { ...device, bandwidth: undefined }),
    ).toBeUndefined();
    expect(
      layersUnderRoof(layers, alikeLayers(layers), { ...device, ceilings: [] }),
    ).toBeUndefined();
  });
});
