// The noise between runs is derived from records; here it is derived again.
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { realProfiles } from '../../../test/support/real-profiles.ts';
import { runOfProfile } from './run-of-profile.ts';
import { figureNoise, OF_EACH_FIGURE, SHARED_BY_RUN } from './run-noise.ts';

const recordSchema = v.object({ rows: v.array(v.object({ rates: v.array(v.number()) })) });

const records = ['chromium', 'node'].map((host) => {
  const file = new URL(`../../../bench/results/repeatability-quick-${host}.json`, import.meta.url);
  const { rows } = v.parse(recordSchema, JSON.parse(readFileSync(file, 'utf8')));
  return rows.map(({ rates }) => rates.map(Math.log));
});

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const squares = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value ** 2, 0);

/** Two-way analysis of variance: figures × runs, one value each. */
function parts(rows: readonly (readonly number[])[]): { shared: number; own: number } {
  const centred = rows.map((row) => row.map((value) => value - mean(row)));
  const runs = centred[0]?.length ?? 0;
  const runMeans = Array.from({ length: runs }, (_, run) =>
    mean(centred.map((row) => row[run] ?? 0)),
  );
  const rest = centred.flatMap((row) => row.map((value, run) => value - (runMeans[run] ?? 0)));
  const own = squares(rest) / ((rows.length - 1) * (runs - 1));
  const between = (rows.length * squares(runMeans)) / (runs - 1);
  return { own: Math.sqrt(own), shared: Math.sqrt(Math.max(0, (between - own) / rows.length)) };
}

/** Every figure in every pair of runs of one device. */
const differences = records.flatMap((rows) =>
  rows.flatMap((row) =>
    row.flatMap((one, index) => row.slice(index + 1).map((other) => Math.abs(one - other))),
  ),
);

describe('the noise between runs', () => {
  it('is that of the noisier host in bench/results/repeatability-quick-*.json', () => {
    const found = records.map(parts);
    expect(Math.max(...found.map(({ shared }) => shared))).toBeCloseTo(SHARED_BY_RUN, 4);
    expect(Math.max(...found.map(({ own }) => own))).toBeCloseTo(OF_EACH_FIGURE, 4);
  });

  it('holds 95 of 100 pairs of equal runs, and is no wider than it must be', () => {
    const bound = 1.96 * Math.SQRT2 * Math.hypot(SHARED_BY_RUN, OF_EACH_FIGURE);
    const inside =
      differences.filter((difference) => difference <= bound).length / differences.length;
    expect(differences).toHaveLength(280);
    expect(inside).toBeGreaterThanOrEqual(0.945);
    expect(inside).toBeLessThan(0.98);
  });

  it('grows with the drift of a run and with the steps of its clock', () => {
    const [real] = realProfiles();
    const run = { ...runOfProfile(real?.profile ?? fail()), drift: 0 };
    const figure = { ...(run.figures[0] ?? fail()), clockError: 0 };
    expect(figureNoise(run, figure)).toBe(OF_EACH_FIGURE);
    expect(figureNoise({ ...run, drift: 0.54 }, figure)).toBeCloseTo(0.156, 3);
    expect(figureNoise(run, { ...figure, clockError: 0.1 })).toBeCloseTo(
      Math.hypot(0.0283, 0.0408),
      4,
    );
  });
});

function fail(): never {
  throw new Error('There is no real result.');
}
