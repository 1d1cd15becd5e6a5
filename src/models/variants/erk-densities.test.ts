import fc from 'fast-check';
import { expect, it } from 'vitest';
import { erkDensities } from './erk-densities.ts';

it('solves for the factor by hand', () => {
  // (inputs + outputs) / weights: 2/8 · … of 8×8 is 16/64, of 16×32 is 48/512. Half of 576 weights is 288 = ε · (16 + 48).
  const layers = [
    { outFeatures: 8, inFeatures: 8, inChannels: 8 },
    { outFeatures: 16, inFeatures: 32, inChannels: 32 },
  ];
  // ε = 4.5 would keep 1.125 of the first: it is dense, and the second keeps 288 − 64 of its 512.
  expect(erkDensities(layers, 0.5)).toEqual([1, 224 / 512]);
  // A quarter, 144 = ε · 64.
  const [first = 0, second = 0] = erkDensities(layers, 0.75);
  expect(first).toBeCloseTo((2.25 * 16) / 64, 12);
  expect(second).toBeCloseTo((2.25 * 48) / 512, 12);
});

it('counts height and width of a kernel', () => {
  const linear = { outFeatures: 16, inFeatures: 72, inChannels: 72 };
  const convolution = { outFeatures: 16, inFeatures: 72, inChannels: 8, kernel: [3, 3] } as const;
  const [a = 0, b = 0] = erkDensities([linear, convolution], 0.9);
  expect(a / b).toBeCloseTo((16 + 72) / (16 + 8 + 3 + 3), 12);
});

it('keeps the share that is asked for, no layer more than it has, and those that lose weights in one proportion', () => {
  const size = fc.integer({ min: 1, max: 600 });
  const layer = fc.record({ outFeatures: size, inFeatures: size });
  fc.assert(
    fc.property(
      fc.array(layer, { minLength: 1, maxLength: 12 }),
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      (shapes, sparsity) => {
        const layers = shapes.map((each) => ({ ...each, inChannels: each.inFeatures }));
        const densities = erkDensities(layers, sparsity);
        let [all, kept] = [0, 0];
        const factors: number[] = [];
        for (const [index, { outFeatures, inFeatures }] of layers.entries()) {
          const density = densities[index] ?? NaN;
          expect(density).toBeGreaterThan(0);
          expect(density).toBeLessThanOrEqual(1);
          all += outFeatures * inFeatures;
          kept += density * outFeatures * inFeatures;
          const factor = (density * outFeatures * inFeatures) / (outFeatures + inFeatures);
          if (density < 1) factors.push(factor);
        }
        expect(kept / all).toBeCloseTo(1 - sparsity, 9);
        expect(Math.max(...factors) / Math.min(...factors)).toBeCloseTo(1, 9);
      },
    ),
  );
});
