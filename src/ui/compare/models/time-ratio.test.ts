// The interval of a ratio of predictions, and the records that the assumption behind it rests on.
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { timeRatio } from './time-ratio.ts';

const around = (value: number, factor: number) => ({
  value,
  low: value / factor,
  high: value * factor,
});

describe('the ratio of two predicted times', () => {
  it('is that of the speeds, and its doubts add up in squares', () => {
    const { median, low, high } = timeRatio(around(10, 1.2), around(30, 1.5));
    const factor = Math.exp(Math.hypot(Math.log(1.2), Math.log(1.5)));
    expect(median).toBeCloseTo(3, 10);
    expect(low).toBeCloseTo(3 / factor, 10);
    expect(high).toBeCloseTo(3 * factor, 10);
  });

  it('keeps lopsided intervals lopsided: the device may be slower, the reference faster', () => {
    const own = { value: 10, low: 10, high: 14 };
    const reference = { value: 10, low: 9, high: 10 };
    const { median, low, high } = timeRatio(own, reference);
    expect(median).toBe(1);
    expect(high).toBe(1);
    expect(low).toBeCloseTo(Math.exp(-Math.hypot(Math.log(1.4), Math.log(10 / 9))), 10);
  });

  it('is turned round when the two change places', () => {
    const [one, other] = [{ value: 5, low: 4, high: 9 }, around(7, 1.3)] as const;
    const there = timeRatio(one, other);
    const back = timeRatio(other, one);
    expect(1 / there.low).toBeCloseTo(back.high, 10);
    expect(1 / there.high).toBeCloseTo(back.low, 10);
  });
});

const rowSchema = v.object({
  network: v.string(),
  predictedMs: v.number(),
  low: v.number(),
  high: v.number(),
  measuredMs: v.number(),
});
const recordSchema = v.object({ validation: v.object({ rows: v.array(rowSchema) }) });
type Row = v.InferOutput<typeof rowSchema>;

const records = [
  'node-google-swiftshader-swiftshader',
  'chromium-google-swiftshader',
  'node-mesa-software-llvmpipe',
].map((name) => {
  const file = new URL(`../../../../bench/results/validation-${name}.json`, import.meta.url);
  const { validation } = v.parse(recordSchema, JSON.parse(readFileSync(file, 'utf8')));
  return new Map(validation.rows.map((row) => [row.network, row]));
});

/** The same network on two devices. */
const pairs = records.flatMap((one, index) =>
  records.slice(index + 1).flatMap((other) => {
    const common = [...one].flatMap(([network, row]): (readonly [Row, Row])[] => {
      const beside = other.get(network);
      return beside === undefined ? [] : [[row, beside]];
    });
    return common.length === 0 ? [] : [common];
  }),
);

const range = ({ predictedMs, low, high }: Row) => ({ value: predictedMs, low, high });
const error = ({ measuredMs, predictedMs }: Row) => Math.log(measuredMs / predictedMs);

function correlation(rows: readonly (readonly [Row, Row])[]): number {
  const [x, y] = [rows.map(([one]) => error(one)), rows.map(([, other]) => error(other))];
  const mean = (values: readonly number[]) =>
    values.reduce((sum, each) => sum + each, 0) / values.length;
  const [centreX, centreY] = [mean(x), mean(y)];
  const moment = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, each, index) => sum + (each - centreX) * ((b[index] ?? 0) - centreY), 0);
  const squares = (values: readonly number[], centre: number) =>
    values.reduce((sum, each) => sum + (each - centre) ** 2, 0);
  return moment(x, y) / Math.sqrt(squares(x, centreX) * squares(y, centreY));
}

describe('predicted beside measured steps, on two devices each', () => {
  it('holds the measured ratio in at least 95 of 100 cases', () => {
    const held = pairs.flat().map(([own, reference]) => {
      const { low, high } = timeRatio(range(own), range(reference));
      const ratio = reference.measuredMs / own.measuredMs;
      return low <= ratio && ratio <= high;
    });
    expect(held).toHaveLength(40);
    expect(held.filter(Boolean).length / held.length).toBeGreaterThanOrEqual(0.95);
  });

  it('would not hold it if all errors were taken as shared', () => {
    const held = pairs.flat().filter(([own, reference]) => {
      const width = ({ high, predictedMs }: Row) => Math.log(high / predictedMs);
      return Math.abs(error(own) - error(reference)) <= Math.abs(width(own) - width(reference));
    });
    expect(held).toHaveLength(20);
  });

  it('shares its errors between adapters of one maker, and not between those of two', () => {
    const [sameMaker, ...unlike] = pairs.map(correlation);
    expect(sameMaker).toBeGreaterThan(0.8);
    for (const each of unlike) expect(Math.abs(each)).toBeLessThan(0.3);
  });
});
