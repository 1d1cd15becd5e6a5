import { describe, expect, it } from 'vitest';
import { checkNetworks } from '../../models/check-networks/check-networks.ts';
import { checkSeconds, QUICK_SECONDS, quickNetworks, totalSeconds } from './check-time.ts';

const all = checkNetworks.map(({ id }) => id);

/** Every network as long as the one before it and a factor. */
function foretold(firstMs: number, factor: number) {
  return new Map(
    all.map((network, index) => {
      const predictedMs = firstMs * factor ** index;
      return [network, { network, predictedMs, low: predictedMs, high: predictedMs }];
    }),
  );
}

describe('checkSeconds', () => {
  it('counts the most steps of a fast network, the budget of a usual one, the fewest of a slow one', () => {
    expect(checkSeconds(0.001)).toBeCloseTo(2 + 0.042);
    expect(checkSeconds(0.2)).toBeCloseTo(2 + 0.4 + 3);
    expect(checkSeconds(10)).toBeCloseTo(2 + 20 + 50);
  });
});

describe('quickNetworks', () => {
  it('are those of small size while nothing is foretold', () => {
    const small = checkNetworks.filter(({ size }) => size === 'small').map(({ id }) => id);
    expect(quickNetworks(checkNetworks, new Map())).toEqual(small);
  });

  it('take under a minute together on a slow device', () => {
    const steps = foretold(20, 2);
    const quick = quickNetworks(checkNetworks, steps);
    expect(quick.length).toBeGreaterThan(2);
    expect(quick.length).toBeLessThan(all.length);
    expect(totalSeconds(quick, steps)).toBeLessThanOrEqual(QUICK_SECONDS);
  });

  it('are all of them on a fast device', () => {
    expect(quickNetworks(checkNetworks, foretold(0.5, 1.1))).toEqual(all);
  });

  it('are at least one, however slow the device', () => {
    expect(quickNetworks(checkNetworks, foretold(1e6, 2))).toEqual([all[0]]);
  });
});

it('tells no total while one is not foretold', () => {
  expect(totalSeconds(['lenet', 'zoo:alexnet'], foretold(1, 1))).toBeUndefined();
});
