// The teacher's probabilities at the temperature, computed once for each image that its student learns from.
import type { DigitsSource } from '../../models/digits-shrink/digits-data.ts';
import { DIGITS_CLASSES } from '../../models/digits-network.ts';
import { FlopscopeError } from '../../shared/errors.ts';

type Batch = ReturnType<DigitsSource['training']>;

export class TeacherAnswers {
  /** By place of the image in the collection. */
  readonly #answers: ReadonlyMap<number, Float32Array>;

  private constructor(answers: ReadonlyMap<number, Float32Array>) {
    this.#answers = answers;
  }

  /** @param ask gives the logits of every batch. */
  static async of(
    batches: readonly Batch[],
    temperature: number,
    ask: (batches: readonly Batch[]) => Promise<readonly Float32Array[]>,
  ): Promise<TeacherAnswers> {
    const logits = await ask(batches);
    const answers = new Map<number, Float32Array>();
    for (const [index, { places, count }] of batches.entries()) {
      for (const [row, place] of places.slice(0, count).entries()) {
        const own = logits[index]?.subarray(row * DIGITS_CLASSES, (row + 1) * DIGITS_CLASSES);
        if (own !== undefined) answers.set(place, softened(own, temperature));
      }
    }
    return new TeacherAnswers(answers);
  }

  /** @throws FlopscopeError `internal` for an image that the teacher was not asked about. */
  to(places: readonly number[]): Float32Array<ArrayBuffer> {
    const targets = new Float32Array(places.length * DIGITS_CLASSES);
    for (const [row, place] of places.entries()) {
      const answer = this.#answers.get(place);
      if (answer === undefined) {
        throw new FlopscopeError('internal', `The teacher was not asked about image ${place}.`);
      }
      targets.set(answer, row * DIGITS_CLASSES);
    }
    return targets;
  }
}

/** softmax(logits / temperature). */
export function softened(logits: Float32Array, temperature: number): Float32Array {
  const top = Math.max(...logits);
  const powers = Array.from(logits, (logit) => Math.exp((logit - top) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return Float32Array.from(powers, (power) => power / sum);
}
