// What a network is fed: batches of normalised images and their labels, the same ones for the same seed.
import { FlopscopeError } from '../../shared/errors.ts';
import { createRandom } from '../../shared/random.ts';
import type { Digits } from './decode-digits.ts';
import { shuffled } from './shuffled.ts';
import type { DigitsSplit } from './split-digits.ts';

/** Of the grey values of the training images, from 0 to 1; digits.test.ts computes them anew. */
export const DIGITS_MEAN = 0.1309;
export const DIGITS_DEVIATION = 0.3085;

export interface DigitsRequest {
  readonly part: keyof DigitsSplit;
  /** Images in a batch. */
  readonly batch: number;
  /** Which batch, from 0 on. Training goes on into new epochs, each in an order of its own. */
  readonly step: number;
  /** Of the order of training images, and of shifts. Held-out images always come in one order. */
  readonly seed?: number;
  /** Training images are moved by up to so many pixels along both axes; paper comes in from the edge. */
  readonly shift?: number;
}

export interface DigitsBatch {
  /** batch × 1 × height × width, of mean 0 and deviation 1 over the training images. */
  readonly images: Float32Array<ArrayBuffer>;
  readonly labels: Uint32Array<ArrayBuffer>;
  /** Of the images in the collection. */
  readonly places: readonly number[];
  /** Images that count: the last held-out batch is filled up with the first ones. */
  readonly count: number;
}

/** @throws FlopscopeError `invalid-input` for a batch larger than the part, and for what is no whole number. */
export function digitsBatch(
  digits: Digits,
  split: DigitsSplit,
  { part, batch, step, seed = 0, shift = 0 }: DigitsRequest,
): DigitsBatch {
  const places = split[part];
  const { height, width } = digits.header;
  refuseUnless(Number.isSafeInteger(step) && step >= 0, 'The step counts from 0.');
  refuseUnless(
    Number.isSafeInteger(batch) && batch >= 1 && batch <= places.length,
    `A batch has 1 to ${places.length} of these images.`,
  );
  refuseUnless(
    Number.isSafeInteger(shift) && shift >= 0 && shift < Math.min(height, width),
    'A shift is a whole number of pixels within the image.',
  );
  const training = part === 'training';
  const { drawn, count } = training
    ? { drawn: trainingPlaces(places, batch, step, seed), count: batch }
    : heldOutPlaces(places, batch, step);
  const random = createRandom(mixed(seed, step));
  const moves = () => (training ? Math.floor(random() * (2 * shift + 1)) - shift : 0);
  const images = new Float32Array(batch * height * width);
  for (const [index, place] of drawn.entries()) {
    const [down, right] = [moves(), moves()];
    draw(digits, place, images.subarray(index * height * width), down, right);
  }
  const labels = Uint32Array.from(drawn, (place) => digits.labels[place] ?? 0);
  return { images, labels, places: drawn, count };
}

/** Steps in which every image of the part comes once; training leaves out the rest that fills no batch. */
export function digitsSteps(split: DigitsSplit, part: keyof DigitsSplit, batch: number): number {
  const steps = split[part].length / batch;
  return part === 'training' ? Math.floor(steps) : Math.ceil(steps);
}

function trainingPlaces(
  places: Uint32Array,
  batch: number,
  step: number,
  seed: number,
): readonly number[] {
  const steps = Math.floor(places.length / batch);
  const order = shuffled(places, createRandom(mixed(seed, Math.floor(step / steps))));
  const start = (step % steps) * batch;
  return order.slice(start, start + batch);
}

function heldOutPlaces(places: Uint32Array, batch: number, step: number) {
  const start = (step % Math.ceil(places.length / batch)) * batch;
  const drawn = Array.from(
    { length: batch },
    (_, index) => places[(start + index) % places.length] ?? 0,
  );
  return { drawn, count: Math.min(batch, places.length - start) };
}

/** Writes one image, moved down and to the right. */
function draw(
  { pixels, header: { height, width } }: Digits,
  place: number,
  target: Float32Array,
  down: number,
  right: number,
): void {
  const start = place * height * width;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [fromY, fromX] = [y - down, x - right];
      const inside = fromY >= 0 && fromY < height && fromX >= 0 && fromX < width;
      const grey = inside ? (pixels[start + fromY * width + fromX] ?? 0) : 0;
      target[y * width + x] = (grey / 255 - DIGITS_MEAN) / DIGITS_DEVIATION;
    }
  }
}

/** One seed from two numbers. 0x9e3779b1 is 2³² over the golden ratio, made odd: neighbours land far apart. */
function mixed(seed: number, part: number): number {
  return (Math.imul(seed, 0x9e3779b1) ^ part) >>> 0;
}

function refuseUnless(holds: boolean, sentence: string): void {
  if (!holds) throw new FlopscopeError('invalid-input', sentence);
}
