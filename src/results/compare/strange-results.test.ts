// Results that the schema accepts and no device gave: nothing of them may throw, or print as no number.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ceiling, measured, product, testProfile } from '../../shared/result/profile.fixture.ts';
import { validateResult } from '../../shared/result/parse-result.ts';
import { compareRuns } from './compare-runs.ts';
import { comparisonCsv } from './comparison-csv.ts';
import { comparisonMarkdown } from './comparison-markdown.ts';
import { findChanges } from './find-changes.ts';
import { runOfProfile } from './run-of-profile.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const notNegative = fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 });
const positive = fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, minExcluded: true });
const usual = fc.double({ noNaN: true, min: 1e-3, max: 1e3 });
const strange = fc.record({
  flops: notNegative,
  bytes: notNegative,
  samplesMs: fc.array(fc.oneof(positive, usual), { minLength: 1, maxLength: 5 }),
  durationMs: fc.record({ median: finite, low: finite, high: finite }),
  clockError: notNegative,
});

/** Could be, so that comparisons have rows; samples and interval need not go together. */
const possible = fc.record({
  flops: fc.integer({ min: 0, max: 1e12 }),
  bytes: fc.integer({ min: 1, max: 1e12 }),
  samplesMs: fc.array(usual, { minLength: 1, maxLength: 5 }),
  durationMs: usual.map((median) => ({ median, low: median / 2, high: median * 2 })),
  clockError: fc.oneof(notNegative, fc.constant(0)),
});

const entry = fc.oneof(strange, possible, possible).map((change) => ({
  ...measured('matmul/naive', product(64), { ms: 1, flops: 1, bytes: 1 }),
  ...change,
}));

const run = fc
  .record({
    id: fc.uuid(),
    label: fc.string({ maxLength: 20 }),
    suiteVersion: fc.constantFrom('', '1.0.0', '1.x'),
    largestChange: fc.oneof(notNegative, fc.constant(0)),
    entry,
    copy: entry,
  })
  .map(({ id, label, suiteVersion, largestChange, entry: kernel, copy }) => {
    const { identity, drift } = testProfile();
    const profile = testProfile({
      id,
      suiteVersion,
      identity: { ...identity, label },
      drift: { ...drift, largestChange },
      measurements: [kernel],
      ceilings: [ceiling('copy', 'f32', copy), ceiling('launch', 'f32', copy)],
    });
    return runOfProfile(validateResult(JSON.parse(JSON.stringify(profile))));
  });

it('a comparison of them has only numbers', () => {
  fc.assert(
    fc.property(run, run, fc.boolean(), (one, other, showsNotComparable) => {
      const options = { basis: 'best-of-each', showsNotComparable } as const;
      const comparison = compareRuns([one, other], one.id, options);
      expect(comparisonMarkdown(comparison)).not.toMatch(/NaN|undefined/u);
      expect(comparisonCsv(comparison)).not.toMatch(/NaN|undefined/u);
      for (const { ratio, noise } of findChanges(one, other).rows) {
        expect([ratio.median, ratio.low, ratio.high, noise].some(Number.isNaN)).toBe(false);
      }
    }),
    { numRuns: 150 },
  );
});
