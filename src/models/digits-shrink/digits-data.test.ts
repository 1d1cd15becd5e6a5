import { describe, expect, it } from 'vitest';
import { loadDigits } from '../../facts/digits/digits.ts';
import { DigitsData } from './digits-data.ts';

const data = new DigitsData(await loadDigits());
const placesOf = (seed: number) =>
  data
    .labelled(seed, 1000)
    .once()
    .flatMap(({ places, count }) => places.slice(0, count));

describe('DigitsData', () => {
  it('examines every held-out image once', () => {
    const batches = data.heldOut();
    const places = batches.flatMap(({ places: own, count }) => own.slice(0, count));
    expect(new Set(places).size).toBe(1500);
    expect(places).toHaveLength(1500);
  });

  it('gives a student a thousand images that no examination has, others for another seed', () => {
    const heldOut = new Set(data.heldOut().flatMap(({ places }) => places));
    const places = placesOf(1);
    expect(new Set(places).size).toBe(1000);
    expect(places.filter((place) => heldOut.has(place))).toEqual([]);
    expect(placesOf(1)).toEqual(places);
    expect(placesOf(2)).not.toEqual(places);
  });

  it('teaches from those images alone, unshifted', () => {
    const labelled = data.labelled(1, 1000);
    const known = new Set(placesOf(1));
    const [once] = labelled.once();
    for (const step of [0, 19, 20, 57]) {
      const { places, images } = labelled.batch(step);
      expect(places.every((place) => known.has(place))).toBe(true);
      const row = places.findIndex((place) => once?.places.includes(place));
      const same = once?.places.indexOf(places[row] ?? -1) ?? -1;
      if (row < 0) continue;
      const pixels = 28 * 28;
      const own = images.subarray(row * pixels, (row + 1) * pixels);
      expect(own).toEqual(once?.images.subarray(same * pixels, (same + 1) * pixels));
    }
  });
});
