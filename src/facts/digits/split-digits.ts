// Which images are learned from and which are held out: always the same ones, so that accuracies compare.
import { createRandom } from '../../shared/random.ts';
import type { Digits } from './decode-digits.ts';
import { shuffled } from './shuffled.ts';

/**
 * Held out. At an accuracy of 97 % their standard error is √(0.97 · 0.03 / 1500) = 0.44 points: enough to tell 97 %
 * from 95 % or 99 %, and 8,500 remain to learn from.
 */
export const HELD_OUT_IMAGES = 1500;

/** Any number would do; it must never change, as results from before and after would not compare. */
const SPLIT_SEED = 1998;

/** Places of images. */
export interface DigitsSplit {
  readonly training: Uint32Array;
  readonly heldOut: Uint32Array;
}

/**
 * Every digit has the same share in both parts, to within one image, so that accuracy does not hang on which digits
 * the draw favoured. Within a digit the draw is random: neighbours in the collection may share their writer.
 */
export function splitDigits({ labels, header }: Digits): DigitsSplit {
  const random = createRandom(SPLIT_SEED);
  const byClass = Array.from({ length: header.classes }, (_, label) =>
    [...labels.keys()].filter((place) => labels[place] === label),
  );
  const training: number[] = [];
  const heldOut: number[] = [];
  let seen = 0;
  for (const places of byClass) {
    // Up to the end of this class, the share that is due, whatever rounding did to the classes before.
    seen += places.length;
    const due = Math.round((HELD_OUT_IMAGES * seen) / labels.length) - heldOut.length;
    const drawn = shuffled(places, random);
    heldOut.push(...drawn.slice(0, due));
    training.push(...drawn.slice(due));
  }
  // Mixed, so that any stretch of either part holds all digits.
  return {
    training: Uint32Array.from(shuffled(training, random)),
    heldOut: Uint32Array.from(shuffled(heldOut, random)),
  };
}
