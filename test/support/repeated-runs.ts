// Runs of one device that were really repeated, from bench/results/repeatability-quick-*.json, and the same made slower: for
// the tests of whatever has to tell noise from a change.
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { measured, product, testProfile } from '../../src/shared/result/profile.fixture.ts';
import type { ComparedRun } from '../../src/results/compare/compared-run.ts';
import { runOfProfile } from '../../src/results/compare/run-of-profile.ts';

const recordSchema = v.object({
  rows: v.array(v.object({ rates: v.array(v.number()) })),
  drift: v.array(v.number()),
});

/** Five runs for each of two hosts, fourteen figures each, with the drift that they had. */
export const repeatedRuns: readonly (readonly ComparedRun[])[] = ['chromium', 'node'].map(
  (host) => {
    const file = new URL(`../../bench/results/repeatability-quick-${host}.json`, import.meta.url);
    const { rows, drift } = v.parse(recordSchema, JSON.parse(readFileSync(file, 'utf8')));
    return drift.map((largestChange, index) => ({
      ...runWith(
        `${host} ${index}`,
        rows.map(({ rates }) => [1e12 / (rates[index] ?? 1)]),
      ),
      drift: largestChange,
    }));
  },
);

/** @param samplesMs of each figure. */
export function runWith(id: string, samplesMs: readonly (readonly number[])[]): ComparedRun {
  const measurements = samplesMs.map((samples, index) => {
    const sorted = samples.toSorted((a, b) => a - b);
    const ms = sorted[samples.length >> 1] ?? 1;
    return {
      ...measured(`matmul/kernel-${index}`, product(64 + index), {
        ms,
        flops: 1e9,
        bytes: 1e6,
        spread: 0,
      }),
      samplesMs: [...samples],
    };
  });
  return runOfProfile(
    testProfile({ id, createdAt: new Date(id.length).toISOString(), measurements, ceilings: [] }),
  );
}

/** @param which the one figure, or all of them. */
export function slower(run: ComparedRun, which: number | 'all', factor: number): ComparedRun {
  return {
    ...run,
    figures: run.figures.map((figure, place) => {
      if (which !== 'all' && place !== which) return figure;
      const { median, low, high } = figure.durationMs;
      return {
        ...figure,
        samplesMs: figure.samplesMs.map((ms) => ms * factor),
        durationMs: { median: median * factor, low: low * factor, high: high * factor },
      };
    }),
  };
}
