import { describe, expect, it } from 'vitest';
import { bucketOf, bucketsReason } from './relative-buckets.ts';

describe('relative buckets', () => {
  // By hand from the formula, with 32 buckets: 8 + ⌊ln(d/8) / ln 16 · 8⌋ and 16 + ⌊ln(d/16) / ln 8 · 16⌋.
  it.each([
    [0, 0],
    [-1, 1],
    [1, 17],
    [-7, 7],
    [-8, 8],
    [-11, 8],
    [-12, 9],
    [16, 26],
    [-32, 12],
    [-64, 14],
    [127, 31],
    [5000, 31],
    [-5000, 15],
  ])('in both directions: %i is in %i', (offset, bucket) => {
    expect(bucketOf(offset, { buckets: 32, bidirectional: true })).toBe(bucket);
  });

  it.each([
    [5, 0],
    [0, 0],
    [-15, 15],
    [-16, 16],
    [-18, 16],
    [-19, 17],
    [-127, 31],
    [-128, 31],
    [-5000, 31],
  ])('backwards alone: %i is in %i', (offset, bucket) => {
    expect(bucketOf(offset, { buckets: 32, bidirectional: false })).toBe(bucket);
  });

  it('refuses counts for which the formula has no meaning', () => {
    expect(bucketsReason({ buckets: 3, bidirectional: true })).toMatch(/3 buckets/);
    expect(bucketsReason({ buckets: 512, bidirectional: true })).toMatch(/512 buckets/);
    expect(bucketsReason({ buckets: 2, bidirectional: false })).toBeUndefined();
  });
});
