import { expect, it } from 'vitest';
import { bootstrapMedian, type Interval } from '../../shared/statistics.ts';
import { createRandom } from '../../shared/random.ts';
import { measured, product } from '../../shared/result/profile.fixture.ts';
import { drawLogMs, drawNormal, intervalOfLogs, NORMAL_HALF_WIDTH } from './replicates.ts';
import { kernelFigure } from './run-of-profile.ts';

const figure = kernelFigure(
  measured('matmul/naive', product(64), { ms: 1, flops: 1, bytes: 1, spread: 0.03 }),
);

it.each([2, 7, 8, 30, 61, 299, 300, 1001])(
  '%i samples give the interval that the result itself tells',
  (count) => {
    const random = createRandom(count);
    const samplesMs = Array.from({ length: count }, () => 1 + random() ** 2);
    const own = bootstrapMedian(samplesMs);
    const drawn = intervalOfLogs(
      Math.log(own.median),
      drawLogMs({ ...figure, samplesMs, durationMs: own }, 5),
    );
    expect(drawn.median).toBeCloseTo(own.median, 10);
    expect(Math.abs(drawn.low / own.low - 1)).toBeLessThan(0.05);
    expect(Math.abs(drawn.high / own.high - 1)).toBeLessThan(0.05);
    // Of few samples the interval ends at one of them, and one place is a large part of it.
    const width = ({ high, low }: Interval): number => Math.log(high / low);
    if (count > 100) expect(Math.abs(width(drawn) / width(own) - 1)).toBeLessThan(0.15);
  },
);

it('an interval without samples is drawn back', () => {
  const { low, high } = intervalOfLogs(0, drawLogMs({ ...figure, samplesMs: [] }, 3));
  expect(low).toBeCloseTo(0.97, 2);
  expect(high).toBeCloseTo(1.03, 2);
});

it('a normal draw has its mean and deviation, and streams of two seeds do not go together', () => {
  const [one, other] = [drawNormal(2, 0.5, 1), drawNormal(2, 0.5, 2)];
  const interval = intervalOfLogs(2, one);
  expect(Math.log(interval.high)).toBeCloseTo(2 + 0.5 * NORMAL_HALF_WIDTH, 0);
  const products = one.map((value, round) => (value - 2) * ((other[round] ?? 0) - 2));
  expect(Math.abs(products.reduce((sum, each) => sum + each, 0) / products.length)).toBeLessThan(
    0.02,
  );
});
