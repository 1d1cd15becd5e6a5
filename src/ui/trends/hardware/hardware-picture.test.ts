import { beforeAll, expect, it } from 'vitest';
import { type Accelerator, loadAccelerators } from '../../../facts/accelerators.ts';
import { cardSegments } from '../../../trends/hardware/card-segment.ts';
import { CARD_SEGMENTS, hardwareTrend } from '../../../trends/hardware/hardware-trend.ts';
import { hardwarePicture } from './hardware-picture.ts';

let cards: readonly Accelerator[];
beforeAll(async () => {
  cards = await loadAccelerators();
});

const own = {
  name: 'a card',
  year: 2027.5,
  ...{ value: 2e5, low: 1e5, high: 3e5 },
  origin: { source: 'Typed by you', date: '2027', licence: 'yours', provenance: 'yours' },
  caution: 'measured here',
} as const;

it.each(['usd', 'watts'] as const)('draws every card once with its source: %s', (measure) => {
  const trend = hardwareTrend(cards, { measure, precision: 'f32', segments: cardSegments });
  const points = hardwarePicture({ trend, measure, own: null })?.groups.flatMap(
    (group) => group.points,
  );
  expect(points).toHaveLength(trend.points.length);
  for (const { lines } of points ?? []) expect(lines.join(' ')).toMatch(/; licence: \S/);
});

it('what is unverified is outlined', () => {
  const precision = 'f32';
  const trend = hardwareTrend(cards, { measure: 'usd', precision, segments: CARD_SEGMENTS });
  const doubted = trend.points.map((point, index) =>
    index % 2 === 0
      ? { ...point, origin: { ...point.origin, provenance: 'memory' as const } }
      : point,
  );
  const groups = hardwarePicture({
    trend: { ...trend, points: doubted },
    measure: 'usd',
    own: null,
  })?.groups;
  for (const { filled, points } of groups ?? []) {
    for (const { lines } of points) expect(lines.join(' ').includes('unverified')).toBe(!filled);
  }
  expect(groups?.some(({ filled }) => !filled)).toBe(true);
});

it('makes room for the person’s own device', () => {
  const trend = hardwareTrend(cards, {
    ...{ measure: 'usd', precision: 'f32', segments: CARD_SEGMENTS },
  });
  const picture = hardwarePicture({ trend, measure: 'usd', own });
  expect(picture?.groups[0]?.points).toEqual([
    expect.objectContaining({ x: 2027.5, y: 2e5, name: 'a card, measured' }),
  ]);
  expect(picture?.years.to).toBeGreaterThan(2027.5);
  expect(picture?.span.high).toBe(1e6);
});

it('has no picture of no cards', () => {
  const trend = hardwareTrend([], { measure: 'usd', precision: 'f32', segments: CARD_SEGMENTS });
  expect(hardwarePicture({ trend, measure: 'usd', own: null })).toBeUndefined();
});
