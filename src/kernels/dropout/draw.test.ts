import { describe, expect, it } from 'vitest';
import { draw, dropThreshold, type DropoutSeed } from './draw.ts';

const COUNT = 200_000;

function kept(seed: DropoutSeed, rate: number, count = COUNT): Uint8Array {
  const threshold = dropThreshold(rate);
  return Uint8Array.from({ length: count }, (_, index) => (draw(seed, index) < threshold ? 0 : 1));
}

function share(values: Uint8Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The seeds are fixed: these tests always say the same, and five deviations are what a good hash stays within. */
function fiveDeviations(probability: number, count = COUNT): number {
  return 5 * Math.sqrt((probability * (1 - probability)) / count);
}

describe('draw', () => {
  it.each([0.05, 0.1, 0.2, 0.5, 0.9])('keeps the right share at rate %d', (rate) => {
    for (const seed of [
      [0, 0],
      [1, 7],
      [0xffff_ffff, 3],
    ] as const) {
      expect(Math.abs(share(kept(seed, rate)) - (1 - rate))).toBeLessThan(fiveDeviations(rate));
    }
  });

  it('draws anew for each word of the seed', () => {
    const seeds = [
      [0, 0],
      [0, 1],
      [1, 0],
      [2, 0],
      [1, 1],
      [0, 1 << 16],
    ] as const;
    const masks = seeds.map((seed) => kept(seed, 0.5));
    for (const [place, first] of masks.entries()) {
      for (const second of masks.slice(place + 1)) {
        const same = first.map((value, index) => (value === second[index] ? 1 : 0));
        expect(Math.abs(share(same) - 0.5)).toBeLessThan(fiveDeviations(0.5));
      }
    }
  });

  it.each([1, 2, 3, 4, 64, 256, 1024, 4096])(
    'does not repeat itself at a distance of %i',
    (shift) => {
      const mask = kept([5, 9], 0.5);
      const same = mask.subarray(shift).map((value, index) => (value === mask[index] ? 1 : 0));
      expect(Math.abs(share(same) - 0.5)).toBeLessThan(fiveDeviations(0.5, COUNT - shift));
    },
  );

  it('uses all of its bits', () => {
    const counts = new Uint32Array(32);
    for (let index = 0; index < COUNT; index++) {
      const word = draw([3, 4], index);
      for (let bit = 0; bit < 32; bit++) counts[bit] = (counts[bit] ?? 0) + ((word >>> bit) & 1);
    }
    for (const count of counts) {
      expect(Math.abs(count / COUNT - 0.5)).toBeLessThan(fiveDeviations(0.5));
    }
  });
});
