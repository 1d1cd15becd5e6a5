import { describe, expect, it } from 'vitest';
import { piece, plan } from './digits-piece.fixture.ts';
import type { DigitsPiece } from './digits-piece.ts';
import { summariseDigits, summariseInTurns } from './summarise-digits.ts';

const students = (pairs: readonly (readonly [number, number])[]) =>
  summariseDigits(
    plan,
    pairs.flatMap(([untaught, taught], index) => [
      piece(index + 1, 'student', untaught),
      piece(index + 1, 'student-taught', taught),
    ]),
  ).teacher;

describe('summariseDigits', () => {
  const summary = summariseDigits(plan, [
    piece(1, 'dense', 970),
    piece(2, 'dense', 980),
    piece(3, 'dense', 990),
    piece(1, 'int8', 968),
    piece(3, 'int8', 986, { runAs: 'dense', reason: 'No kernel.' }),
  ]);

  it('gives every variant its mean and interval in per cent, in the order of the plan', () => {
    expect(summary.seeds).toBe(3);
    expect(summary.variants.map(({ step }) => step)).toEqual(['dense', 'int8']);
    const [dense] = summary.variants;
    expect(dense?.accuracy.mean).toBeCloseTo(98, 10);
    // t of two degrees of freedom, over √3; not beyond all of them.
    expect(dense?.accuracy.low).toBeCloseTo(98 - 4.303 / Math.sqrt(3), 6);
    expect(dense?.accuracy.high).toBe(100);
    expect(dense?.toDense).toBeUndefined();
  });

  it('compares each seed with its own dense network', () => {
    const int8 = summary.variants[1];
    expect(int8?.toDense?.count).toBe(2);
    expect(int8?.toDense?.mean).toBeCloseTo(-0.3, 10);
    expect(int8).toMatchObject({ runAs: 'dense', reason: 'No kernel.' });
  });

  it('compares times by samples that were taken in turn', () => {
    const latencies = [{ batch: 1, samplesMs: [2, 20, 2], denseSamplesMs: [4, 40, 4] }];
    const [variant] = summariseDigits(plan, [piece(1, 'fused', 970, { latencies })]).variants;
    expect(variant?.latencies).toMatchObject([
      { batch: 1, ms: { median: 2 }, speedup: { median: 2, low: 2, high: 2 } },
    ]);
  });

  it.each([
    [
      'gain',
      [
        [900, 910],
        [905, 914],
        [895, 906],
      ],
    ],
    [
      'loss',
      [
        [910, 900],
        [914, 905],
        [906, 895],
      ],
    ],
    [
      'no gain here',
      [
        [900, 910],
        [905, 900],
        [895, 899],
      ],
    ],
    ['too few seeds', [[900, 950]]],
  ] as const)('judges the teacher: %s', (verdict, pairs) => {
    expect(students(pairs)?.verdict).toBe(verdict);
  });

  it('comes to the same in turns, and notices a piece that was added', async () => {
    const latencies = [{ batch: 1, samplesMs: [2, 3, 4], denseSamplesMs: [4, 5, 6] }];
    const pieces = [1, 2].map((seed) => piece(seed, 'dense', 970, { latencies, flops: 7 }));
    let rests = 0;
    const inTurns = (of: readonly DigitsPiece[]) =>
      summariseInTurns(plan, of, () => {
        rests += 1;
        return Promise.resolve();
      });
    const first = await inTurns(pieces.slice(0, 1));
    expect(rests).toBe(plan.steps.length);
    expect(await inTurns(pieces)).toEqual(summariseDigits(plan, structuredClone(pieces)));
    expect(first.variants[0]?.flops).toBe(7);
  });

  it('tells no FLOPs where a piece does not', () => {
    const pieces = [piece(1, 'dense', 970, { flops: 7 }), piece(2, 'dense', 970)];
    expect(summariseDigits(plan, pieces).variants[0]?.flops).toBeUndefined();
  });

  it('pairs students of the same seed only', () => {
    const pieces = [piece(1, 'student', 900), piece(2, 'student-taught', 950)];
    expect(summariseDigits(plan, pieces).teacher).toBeUndefined();
  });

  it('never mixes plans', () => {
    const pieces = [piece(1, 'dense', 970), piece(2, 'dense', 970, { plan: 'other' })];
    expect(() => summariseDigits(plan, pieces)).toThrow(/another plan/);
  });
});
