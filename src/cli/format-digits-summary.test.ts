import { describe, expect, it } from 'vitest';
import { digitsCosts } from '../estimate/shrink/digits-costs.ts';
import { piece, plan } from '../models/digits-shrink/digits-piece.fixture.ts';
import { summariseDigits } from '../models/digits-shrink/summarise-digits.ts';
import { formatDigitsSummary } from './format-digits-summary.ts';

const timed = (ms: number) => [{ batch: 1, samplesMs: [ms, ms], denseSamplesMs: [20, 20] }];
const summary = summariseDigits(plan, [
  piece(1, 'dense', 970, { latencies: timed(20) }),
  piece(1, 'fused', 970, { latencies: timed(16), steps: 0, stepsMs: 0 }),
  piece(1, 'int8', 969, { latencies: timed(40), steps: 0, stepsMs: 0 }),
  piece(1, 'channels-50', 960, { latencies: timed(10), steps: 6, stepsMs: 5000 }),
]);
const lines = formatDigitsSummary(
  plan,
  { ...summary, costs: digitsCosts(summary, undefined) },
  true,
).split('\n');
const rowOf = (step: string) => lines.find((line) => line.trimStart().startsWith(`${step} `)) ?? '';

describe('formatDigitsSummary', () => {
  it('has a row for each variant, with what making it took and when that is repaid', () => {
    expect(rowOf('variant')).toMatch(/energy of one\s+made in\s+repaid after$/);
    expect(rowOf('fused')).toMatch(/×1\.25 .*at once$/);
    expect(rowOf('int8')).toMatch(/×0\.50 .*never$/);
    // 5 s are saved by 500 images at 10 ms less each.
    expect(rowOf('channels-50')).toMatch(/×2\.00 .*5\.00 s\s+500$/);
  });

  it('says that nobody measured the device only where that is so', () => {
    expect(lines.join(' ')).not.toMatch(/No measurement/);
    const unmeasured = formatDigitsSummary(plan, { ...summary, costs: [] }, false);
    expect(unmeasured).toMatch(/No measurement of this device chose the kernels/);
  });
});
