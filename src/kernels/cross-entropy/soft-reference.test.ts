import { describe, expect, it } from 'vitest';
import { crossEntropyReference } from './cross-entropy-reference.ts';
import { softCrossEntropyReference } from './soft-reference.ts';

const logits = Float32Array.of(0, 0, 1, -2, 3, 0.5);
const labels = Uint32Array.of(2, 0);
const targets = Float32Array.of(0.25, 0.25, 0.5, 0.125, 0.75, 0.125);
const problem = {
  op: 'soft-cross-entropy',
  rows: 2,
  columns: 3,
  temperature: 4,
  softWeight: 0.75,
  precision: 'f32',
} as const;

const meanLoss = (x: Float32Array, of = problem) => {
  const { loss } = softCrossEntropyReference(of);
  const at = (row: number) => loss({ logits: x, labels, targets }, row).value;
  return (at(0) + at(1)) / of.rows;
};

describe('softCrossEntropyReference', () => {
  it('is the loss of labels where the targets weigh nothing', () => {
    const alone = softCrossEntropyReference({ ...problem, softWeight: 0 });
    const hard = crossEntropyReference({ ...problem, op: 'cross-entropy' });
    for (const row of [0, 1]) {
      const expected = hard.loss({ logits, labels }, row).value;
      expect(alone.loss({ logits, labels, targets }, row).value).toBeCloseTo(expected, 12);
    }
  });

  it('is smallest for logits that say what the targets say', () => {
    const soft = softCrossEntropyReference({ ...problem, softWeight: 1 });
    const agreed = Float32Array.from(targets, (target) => 4 * Math.log(target));
    for (const index of logits.keys()) {
      expect(soft.gradient({ logits: agreed, labels, targets }, index).value).toBeCloseTo(0, 6);
    }
  });

  it('has the slope of the mean loss as its gradient', () => {
    const { gradient } = softCrossEntropyReference(problem);
    // Both steps are exact in f32.
    const step = 2 ** -10;
    for (const index of logits.keys()) {
      const at = (sign: number) =>
        meanLoss(logits.map((value, place) => (place === index ? value + sign * step : value)));
      const slope = (at(1) - at(-1)) / (2 * step);
      expect(gradient({ logits, labels, targets }, index).value).toBeCloseTo(slope, 6);
    }
  });
});
