import { describe, expect, it } from 'vitest';
import { loadComputationalLimits } from '../../../facts/computational-limits.ts';
import { limitCurves } from '../../../trends/limits/limit-curves.ts';
import { askLimits } from './limits-question.ts';

const { benchmarks, progress } = await loadComputationalLimits();
const all = benchmarks.map(limitCurves);

function ask(parameters: Readonly<Record<string, string>>) {
  const question = askLimits(parameters, all, progress);
  if (question === undefined) throw new Error('There is no benchmark.');
  return question;
}

describe('askLimits', () => {
  it('asks for the next target of ImageNet where the address says nothing', () => {
    const { curves, target, answer, stop, stops } = ask({});
    expect([curves.id, target.text, stops[stop]]).toEqual(['imagenet', '5', 5]);
    // The table has 10¹⁹ and 10²⁷ Gflop, the curves 18.8 and 27.1.
    expect(answer?.polynomial.log10Flop).toBeCloseTo(27.8, 1);
    expect(answer?.exponential.log10Flop).toBeCloseTo(36.1, 1);
    expect(answer?.decades).toBe(0);
  });

  it('takes better algorithms off both forms', () => {
    const plain = ask({ benchmark: 'squad' }).answer;
    const { answer } = ask({ benchmark: 'squad', progress: 'on', progressYears: '9' });
    expect(answer?.decades).toBeCloseTo(3, 12);
    expect((plain?.exponential.log10Usd ?? 0) - (answer?.exponential.log10Usd ?? 0)).toBeCloseTo(
      3,
      9,
    );
    expect(answer?.divergence).toBeCloseTo(plain?.divergence ?? 0, 9);
    // Empty, they are the article's own three years.
    expect(ask({ progress: 'on' }).answer?.decades).toBeCloseTo(1, 12);
    // Switched off, what was typed waits and does nothing.
    expect(ask({ progressYears: '1e9' }).answer?.decades).toBe(0);
  });

  it.each(['0', '-1', '100', 'many', '1e-300'])('refuses a target of %s %%', (error) => {
    const { target, answer } = ask({ error });
    expect(target.error).toMatch(/target error must be/);
    expect(answer).toBeUndefined();
  });

  it.each(['-1', '101', 'some'])('refuses %s years', (progressYears) => {
    const question = ask({ progress: 'on', progressYears });
    expect(question.progress.error).toMatch(/years of progress must be/);
    expect(question.answer).toBeUndefined();
  });

  it('warns beyond the table, and reads a sign of per cent', () => {
    expect(ask({ error: '0.9 %' }).answer?.warning).toMatch(/by faith alone/);
    expect(ask({ error: '5%' }).answer).not.toHaveProperty('warning');
  });

  it('says so where there is no such benchmark', () => {
    expect(ask({ benchmark: 'glue' }).notices.join(' ')).toMatch(/no benchmark “glue”.*ImageNet/);
  });
});
