import { describe, expect, it } from 'vitest';
import { crossEntropyReference } from './cross-entropy-reference.ts';

const logits = Float32Array.of(0, 0, 1, -2, 3, 0.5);
const labels = Uint32Array.of(2, 0);
const problem = { op: 'cross-entropy', rows: 2, columns: 3, precision: 'f32' } as const;

const meanLoss = (x: Float32Array) => {
  const { loss } = crossEntropyReference(problem);
  return (
    (loss({ logits: x, labels }, 0).value + loss({ logits: x, labels }, 1).value) / problem.rows
  );
};

describe('crossEntropyReference', () => {
  it('is the logarithm of the probability', () => {
    const { loss } = crossEntropyReference(problem);
    const expected = -Math.log(Math.E / (2 + Math.E));
    expect(loss({ logits, labels }, 0).value).toBeCloseTo(expected, 12);
  });

  it('has the slope of the mean loss as its gradient', () => {
    const { gradient } = crossEntropyReference(problem);
    // Both steps are exact in f32.
    const step = 2 ** -10;
    for (let index = 0; index < logits.length; index++) {
      const at = (sign: number) =>
        meanLoss(logits.map((value, place) => (place === index ? value + sign * step : value)));
      const slope = (at(1) - at(-1)) / (2 * step);
      expect(gradient({ logits, labels }, index).value).toBeCloseTo(slope, 6);
    }
  });
});
