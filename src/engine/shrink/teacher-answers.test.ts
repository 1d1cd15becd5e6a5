import { describe, expect, it } from 'vitest';
import { softened, TeacherAnswers } from './teacher-answers.ts';

describe('softened', () => {
  it('is softmax at the temperature', () => {
    const [low = NaN, high = NaN] = softened(Float32Array.of(0, 4 * Math.log(3)), 4);
    expect(low).toBeCloseTo(0.25, 6);
    expect(high).toBeCloseTo(0.75, 6);
  });

  it('survives logits whose exponentials overflow', () => {
    expect([...softened(Float32Array.of(1000, 0), 1)]).toEqual([1, 0]);
  });
});

describe('TeacherAnswers', () => {
  const batch = (places: readonly number[], count: number) => ({
    images: new Float32Array(),
    labels: new Uint32Array(places.length),
    places,
    count,
  });
  // Of image n the logit of class n is highest.
  const logits = (places: readonly number[]) =>
    Float32Array.from(
      places.flatMap((place) => Array.from({ length: 10 }, (_, i) => (i === place ? 9 : 0))),
    );
  const batches = [batch([3, 7], 2), batch([1, 3], 1)];

  it('gives each image its own answer, in the order that is asked for', async () => {
    const answers = await TeacherAnswers.of(batches, 1, (asked) =>
      Promise.resolve(asked.map(({ places }) => logits(places))),
    );
    const targets = answers.to([1, 3, 7, 3]);
    const best = [0, 1, 2, 3].map((row) => {
      const own = targets.subarray(10 * row, 10 * row + 10);
      return own.indexOf(Math.max(...own));
    });
    expect(best).toEqual([1, 3, 7, 3]);
    expect(() => answers.to([4])).toThrow(/not asked about image 4/);
  });
});
