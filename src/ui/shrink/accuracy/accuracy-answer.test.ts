import { describe, expect, it } from 'vitest';
import { piece, plan } from '../../../models/digits-shrink/digits-piece.fixture.ts';
import { digitsPlan } from '../../../models/digits-shrink/digits-plan.ts';
import { summariseDigits } from '../../../models/digits-shrink/summarise-digits.ts';
import { accuracyAnswer, overSeeds, printMean, teacherSentence } from './accuracy-answer.ts';
import { variantName } from './variant-names.ts';

/** Right digits of each step, out of a thousand, for one seed. */
const answerTo = (
  right: Readonly<Record<string, number>>,
  bytes: Readonly<Record<string, number>> = {},
) =>
  accuracyAnswer(
    plan,
    summariseDigits(
      plan,
      Object.entries(right).map(([step, count]) =>
        piece(1, step, count, { bytes: bytes[step] ?? 400 }),
      ),
    ),
  );

describe('accuracyAnswer', () => {
  it('names the most that can be pruned within a point', () => {
    expect(
      answerTo({ dense: 980, 'pruned-global-50': 981, 'pruned-global-90': 975, int8: 980 }),
    ).toEqual({
      claim: '90\u00a0% of the weights can go',
      figures: '97.5\u00a0% instead of 98.0\u00a0%',
    });
  });

  it('takes a pruning that costs more for none', () => {
    expect(answerTo({ dense: 980, 'pruned-global-50': 975, 'pruned-global-90': 960 })?.claim).toBe(
      '50\u00a0% of the weights can go',
    );
  });

  it('names the smallest where no pruning is bearable', () => {
    const right = { dense: 980, fused: 980, int8: 979, 'pruned-global-50': 900 };
    expect(answerTo(right, { int8: 100 })?.claim).toBe('int8 saves 75\u00a0% of the bytes');
  });

  it('says so where everything costs more than a point', () => {
    expect(answerTo({ dense: 980, int8: 900 })).toEqual({
      claim: 'Nothing can go without losing more than a point',
      figures: 'at best 90.0\u00a0% instead of 98.0\u00a0%',
    });
  });

  it('waits for the dense network and a variant', () => {
    expect(answerTo({ dense: 980 })).toBeUndefined();
    expect(answerTo({ int8: 980 })).toBeUndefined();
  });
});

describe('teacherSentence', () => {
  const sentence = (pairs: readonly (readonly [number, number])[]) =>
    teacherSentence(
      plan,
      summariseDigits(
        plan,
        pairs.flatMap(([untaught, taught], index) => [
          piece(index + 1, 'student', untaught),
          piece(index + 1, 'student-taught', taught),
        ]),
      ),
    );

  it.each([
    [[], undefined],
    [[[900, 910]], /^Too few seeds: one .* \+1\.00 points over 1 paired seed\.$/],
    [
      [
        [900, 910],
        [905, 900],
        [895, 899],
      ],
      /^No gain here: the interval includes zero\. .* over 3 paired seeds\.$/,
    ],
    [
      [
        [910, 900],
        [914, 904],
      ],
      /^The teacher harms\. .*: −1\.00 points \(−1\.00 to −1\.00\)/,
    ],
  ] as const)('judges %j', (pairs, expected) => {
    if (expected === undefined) expect(sentence(pairs)).toBeUndefined();
    else expect(sentence(pairs)).toMatch(expected);
  });
});

describe('names and figures', () => {
  it('give every step of a plan a name of its own, short and long', () => {
    const all = digitsPlan('full');
    for (const key of ['name', 'short'] as const) {
      const names = all.steps.map((step) => variantName(step, all)[key]);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('print an interval only where there is one', () => {
    expect(printMean({ count: 1, mean: -0.4 })).toEqual({ value: '−0.40', range: '' });
    expect(printMean({ count: 2, mean: 97, low: 96.5, high: 97.5 }).range).toBe('96.50 to 97.50');
    expect(overSeeds(1)).toBe('over 1 seed');
  });
});
