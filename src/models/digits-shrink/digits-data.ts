// What the experiment feeds its networks: the batches of the dense training, of the student's few labels, and those
// that examine.
import type { Digits } from '../../facts/digits/decode-digits.ts';
import { type DigitsBatch, digitsBatch, digitsSteps } from '../../facts/digits/digits-batch.ts';
import { shuffled } from '../../facts/digits/shuffled.ts';
import { splitDigits } from '../../facts/digits/split-digits.ts';
import { createRandom } from '../../shared/random.ts';

/** Images of a batch to learn from, and to be examined on. */
export interface DigitsBatches {
  readonly training: number;
  readonly examined: number;
}

/** As in `flopscope digits`. */
export const TRAINING_BATCH = 50;
const USUAL: DigitsBatches = { training: TRAINING_BATCH, examined: 100 };

/** One pixel along both axes, as in `flopscope digits`. */
const SHIFT = 1;

/** Makes the draw of a student's images another one than the orders that the same seed gives. */
const LABELLED = 0x1abe;

export class DigitsData {
  readonly trainingBatch: number;
  readonly examinedBatch: number;
  readonly #digits: Digits;
  readonly #split: ReturnType<typeof splitDigits>;

  constructor(digits: Digits, { training, examined }: DigitsBatches = USUAL) {
    this.trainingBatch = training;
    this.examinedBatch = examined;
    this.#digits = digits;
    this.#split = splitDigits(digits);
  }

  /** @param step counted through all epochs, each in an order of its own. */
  training(seed: number, step: number): DigitsBatch {
    const request = {
      part: 'training',
      batch: this.trainingBatch,
      step,
      seed,
      shift: SHIFT,
    } as const;
    return digitsBatch(this.#digits, this.#split, request);
  }

  heldOut(): readonly DigitsBatch[] {
    return this.#inOrder(this.#split.heldOut);
  }

  /** The few images whose labels a student is given: others for another seed. */
  labelled(seed: number, count: number): LabelledDigits {
    const random = createRandom(seed ^ LABELLED);
    const training = Uint32Array.from(shuffled(this.#split.training, random).slice(0, count));
    const split = { training, heldOut: training };
    return {
      // They are never shifted, so that one answer of the teacher holds for an image.
      batch: (step) =>
        digitsBatch(this.#digits, split, {
          part: 'training',
          batch: this.trainingBatch,
          step,
          seed,
        }),
      once: () => this.#inOrder(training),
    };
  }

  #inOrder(places: Uint32Array): readonly DigitsBatch[] {
    const split = { training: places, heldOut: places };
    const steps = digitsSteps(split, 'heldOut', this.examinedBatch);
    return Array.from({ length: steps }, (_, step) =>
      digitsBatch(this.#digits, split, { part: 'heldOut', batch: this.examinedBatch, step }),
    );
  }
}

export interface LabelledDigits {
  readonly batch: (step: number) => DigitsBatch;
  /** Every image once, in batches that the teacher answers. */
  readonly once: () => readonly DigitsBatch[];
}

/** What the experiment needs of its data. */
export type DigitsSource = Pick<
  DigitsData,
  'trainingBatch' | 'examinedBatch' | 'training' | 'heldOut' | 'labelled'
>;
