import { describe, expect, it } from 'vitest';
import { loadComputationalLimits } from '../../../facts/computational-limits.ts';
import { fitErrorLine } from '../../../trends/limits/error-line.ts';
import { imageErrors } from '../../../trends/limits/image-errors.ts';
import { limitCurves } from '../../../trends/limits/limit-curves.ts';
import { parsePoints } from '../../../trends/limits/parse-points.ts';
import type { ErrorPicture } from './error-picture.ts';
import { limitTime } from './limit-time.ts';
import { limitsPicture } from './limits-picture.ts';
import { askLimits } from './limits-question.ts';
import { linePicture, type LinePoint, MOST_DOTS } from './line-picture.ts';
import { exampleText, ownLines } from './own-lines.ts';

const { benchmarks, progress } = await loadComputationalLimits();
const all = benchmarks.map(limitCurves);
const title = { wide: '', narrow: '' };

function pictureOf(parameters: Readonly<Record<string, string>>): ErrorPicture {
  const question = askLimits(parameters, all, progress);
  if (question?.answer === undefined) throw new Error('The question was refused.');
  return limitsPicture(question.answer, question.stops);
}

/** Every number that is drawn. */
function numbersOf({ groups, lines, bands, x, y }: ErrorPicture): readonly number[] {
  return [
    ...groups.flatMap(({ points }) => points.flatMap((point) => [point.x, point.y])),
    ...lines.flatMap(({ points }) => points.flatMap((point) => [point.x, point.y])),
    ...bands.flatMap(({ points }) => points.flatMap(({ low, high }) => [low, high])),
    ...[x.low, x.high, y.low, y.high],
  ];
}

describe('the picture of the paper’s curves', () => {
  it.each(all.map(({ id }) => id))('of %s has every row and its source inside', (benchmark) => {
    const { groups, x, y } = pictureOf({ benchmark });
    // Three rows and a target by two forms.
    const points = groups.flatMap((group) => group.points);
    expect(points).toHaveLength(8);
    for (const point of points) {
      expect(point.lines.join(' ')).toMatch(/FLOP.*USD.*CO₂.*licence: facts; unverified/);
      expect(point.x).toBeGreaterThan(x.low);
      expect(point.x).toBeLessThan(x.high);
      expect(point.y).toBeGreaterThan(y.low);
      expect(point.y).toBeLessThan(y.high);
    }
  });

  it('leaves out a target far away, and stays finite', () => {
    const picture = pictureOf({ error: '1e-9' });
    expect(picture.target).toBeNull();
    expect(numbersOf(picture).every(Number.isFinite)).toBe(true);
  });

  it('draws better algorithms as lines of their own', () => {
    const { lines } = pictureOf({ progress: 'on', progressYears: '6' });
    const [plain, cheaper] = lines;
    expect(lines.map(({ dashed }) => dashed)).toEqual([false, true, false, true]);
    expect((plain?.points[0]?.x ?? 0) - (cheaper?.points[0]?.x ?? 0)).toBeCloseTo(2, 9);
  });
});

describe('the picture of points with their line', () => {
  const held = imageErrors();
  const points: readonly LinePoint[] = held.points.map((point) => ({
    ...point,
    label: point.model,
  }));
  const draw = (target: number, of = points, fit = held.fit) =>
    linePicture({ points: of, fit, target, colour: 'f32', title });

  it('draws the line on, dashed, to a target beyond the points', () => {
    const { lines, target, bands } = draw(5);
    expect(lines.map(({ dashed }) => dashed)).toEqual([false, true]);
    expect(lines[1]?.points[1]?.y).toBeCloseTo(Math.log10(5), 9);
    expect(target?.y).toBeCloseTo(Math.log10(5), 12);
    expect(draw(20).lines).toHaveLength(1);
    for (const { y, low, high } of bands[0]?.points ?? []) {
      expect(low).toBeLessThan(y);
      expect(high).toBeGreaterThan(y);
    }
  });

  it('leaves out a target far away, and stays finite', () => {
    const picture = draw(1e-9);
    expect(picture.target).toBeNull();
    expect(numbersOf(picture).every(Number.isFinite)).toBe(true);
  });

  it('thins out what is more than can be seen, keeping both ends', () => {
    const many = ownLines(
      Array.from({ length: 3 * MOST_DOTS }, (_, index) => ({
        flop: 1e9 * (index + 1),
        errorPercent: 90 / Math.log(index + 3),
      })),
      '2026-11-22',
    );
    const { groups } = draw(5, many, fitErrorLine(many));
    const dots = groups.at(-1)?.points ?? [];
    expect(dots).toHaveLength(MOST_DOTS);
    expect([dots[0]?.x, dots.at(-1)?.x]).toEqual([9, Math.log10(3e12)]);
  });

  it('begins with an example that has a line', () => {
    const parsed = parsePoints(exampleText());
    expect(parsed.ok && parsed.points).toHaveLength(5);
    expect(parsed.ok && fitErrorLine(parsed.points).kind).toBe('regression');
  });

  it('shows a single point without a line', () => {
    const one = ownLines([{ flop: 1e9, errorPercent: 30 }], '2026-11-22');
    const { lines, x, y, target } = draw(5, one, fitErrorLine(one));
    expect([lines, target]).toEqual([[], null]);
    expect(x.high).toBeGreaterThan(x.low);
    expect(y.high).toBeGreaterThan(y.low);
  });
});

describe('limitTime', () => {
  const rate = {
    model: { id: 'resnet50', name: 'ResNet-50' },
    flopsPerSecond: { value: 1e13, low: 8e12, high: 1.2e13 },
    warnings: [],
  };

  it.each([
    [16, /take 17 min \(14–21 min\)/],
    [28, /10⁸ years/],
    [1.2e11, /10\^\(1\.2 × 10¹¹\)/],
  ])('of 10^%s FLOP', (log10, expected) => {
    const told = limitTime(log10, rate, 'this GPU').replaceAll('\u00a0', ' ');
    expect(told).toMatch(expected);
    expect(told).not.toMatch(/Infinity|NaN/);
  });
});
