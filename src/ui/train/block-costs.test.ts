import { describe, expect, it } from 'vitest';
import type { LayerEstimate } from '../../estimate/training-estimate.ts';
import { blockCosts, dearest, mainBound } from './block-costs.ts';

const layer = (block: string, value: number, bound: LayerEstimate['bound']): LayerEstimate => ({
  id: `${block}.${bound}.${value}`,
  name: block,
  block,
  operator: 'conv2d',
  seconds: { value, low: value * 0.5, high: value * 2 },
  share: value / 10,
  bound,
  flops: 2 * value,
  macs: value,
  bytes: 4,
  launches: 1,
  passes: { forward: value, backwardData: 0, backwardWeights: 0, optimizer: 0 },
  measurements: [],
});

const layers = [
  layer('a', 1, 'memory'),
  layer('b', 3, 'compute'),
  layer('a', 2, 'compute'),
  layer('c', 0.5, 'launch'),
];

describe('blockCosts', () => {
  it('sums the layers of a block and keeps the order of the model', () => {
    const [a, b] = blockCosts(layers);
    expect(a).toMatchObject({
      block: 'a',
      seconds: { value: 3, low: 1.5, high: 6 },
      byBound: { compute: 2, memory: 1, launch: 0 },
      macs: 3,
    });
    expect(b?.block).toBe('b');
  });

  it('sums by operator just as well, and names what has no block', () => {
    expect(blockCosts(layers, 'operator').map(({ block }) => block)).toEqual(['conv2d']);
    expect(blockCosts([layer('', 1, 'memory')])[0]?.block).toBe('outside the blocks');
  });

  it('names the bound that takes most of a block', () => {
    expect(blockCosts(layers).map(mainBound)).toEqual(['compute', 'compute', 'launch']);
  });
});

describe('dearest', () => {
  it('keeps the dearest and sums up the others without losing any time', () => {
    const top = dearest(blockCosts([...layers, layer('d', 0.25, 'memory')]), 1);
    expect(top.map(({ block }) => block)).toEqual(['a', '3 others']);
    expect(top.reduce((total, { seconds }) => total + seconds.value, 0)).toBeCloseTo(6.75);
  });

  it('does not replace a single block by "1 others"', () => {
    expect(dearest(blockCosts(layers), 2).map(({ block }) => block)).toEqual(['a', 'b', 'c']);
  });
});
