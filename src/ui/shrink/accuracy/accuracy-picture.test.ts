import { describe, expect, it } from 'vitest';
import { digitsCosts } from '../../../estimate/shrink/digits-costs.ts';
import { piece, plan } from '../../../models/digits-shrink/digits-piece.fixture.ts';
import { summariseDigits } from '../../../models/digits-shrink/summarise-digits.ts';
import { accuracyPicture, type CostAxis } from './accuracy-picture.ts';

const timed = (ms: number) => [
  { batch: 1, samplesMs: [ms, ms], denseSamplesMs: [4, 4] },
  { batch: 100, samplesMs: [50 * ms], denseSamplesMs: [200] },
];
const summary = summariseDigits(
  plan,
  [1, 2].flatMap((seed) => [
    piece(seed, 'dense', 970 + seed, { latencies: timed(4), bytes: 400 }),
    piece(seed, 'int8', 969 + seed, { latencies: timed(8), bytes: 100 }),
    piece(seed, 'fused', 970 + seed, { latencies: timed(3), bytes: 390 }),
  ]),
);

const pictureOf = (axis: CostAxis) =>
  accuracyPicture(plan, summary, digitsCosts(summary, undefined), axis);
const dominated = (axis: CostAxis) =>
  pictureOf(axis)
    ?.points.filter((point) => point.dominated === true)
    .map(({ label }) => label);

describe('accuracyPicture', () => {
  it('has a point for each variant, the dense one as the reference', () => {
    const points = pictureOf('time')?.points ?? [];
    expect(points.map(({ label }) => label)).toEqual(['dense', 'fused', 'int8']);
    expect(points.map(({ reference }) => reference)).toEqual([true, false, false]);
    expect(points.every(({ yLow = 0, y, yHigh = 0 }) => yLow < y && y < yHigh)).toBe(true);
    expect(points[0]?.x).toBeCloseTo(0.004, 9);
  });

  it('takes the time of each image of a large batch', () => {
    expect(pictureOf('each')?.points[0]?.x).toBeCloseTo(0.002, 9);
  });

  it('dims what another beats, by the cost that is asked for', () => {
    expect(dominated('time')).toEqual(['dense', 'int8']);
    expect(dominated('size')).toEqual(['dense']);
  });

  it.each(['flops', 'energy'] as const)(
    'has no picture of a cost that nobody knows: %s',
    (axis) => {
      expect(pictureOf(axis)).toBeUndefined();
    },
  );
});
