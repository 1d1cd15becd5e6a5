// How the digits network is taught and examined: batches, rate and order, the same in the page and on the command
// line. What it returns is what the engine's classifier run asks for.
import type { Digits } from '../facts/digits/decode-digits.ts';
import { digitsBatch, digitsSteps, type DigitsRequest } from '../facts/digits/digits-batch.ts';
import { splitDigits } from '../facts/digits/split-digits.ts';
import { DIGITS_INPUTS, digitsNetwork } from './digits-network.ts';
import type { InputData } from './program/random-inputs.ts';

export interface DigitsTraining {
  readonly epochs: number;
  /** Of weights and order. */
  readonly seed: number;
  /** Adam's; falls to 0 over the run. */
  readonly learningRate?: number;
  /** Ends each epoch early; every training image once when absent. */
  readonly stepsPerEpoch?: number;
}

const BATCH = 50;
const HELD_OUT_BATCH = 100;

/** Adam's usual rate, three times as high because it falls to 0. */
export const DIGITS_LEARNING_RATE = 3e-3;

export function digitsTraining(digits: Digits, training: DigitsTraining) {
  const { epochs, seed, learningRate = DIGITS_LEARNING_RATE } = training;
  const split = splitDigits(digits);
  const batchOf = (request: DigitsRequest) => {
    const { images, labels, count } = digitsBatch(digits, split, request);
    return {
      inputs: new Map<string, InputData>([
        [DIGITS_INPUTS.images, images],
        [DIGITS_INPUTS.labels, labels],
      ]),
      labels,
      count,
    };
  };
  const wholeEpoch = digitsSteps(split, 'training', BATCH);
  return {
    build: digitsNetwork,
    batch: BATCH,
    heldOutBatch: HELD_OUT_BATCH,
    epochs,
    stepsPerEpoch: Math.min(training.stepsPerEpoch ?? wholeEpoch, wholeEpoch),
    heldOutSteps: digitsSteps(split, 'heldOut', HELD_OUT_BATCH),
    heldOutImages: split.heldOut.length,
    trainingImages: split.training.length,
    training: (step: number) => batchOf({ part: 'training', batch: BATCH, step, seed, shift: 1 }),
    heldOut: (step: number) => batchOf({ part: 'heldOut', batch: HELD_OUT_BATCH, step }),
    optimizer: { name: 'adam' as const, learningRate },
    seed,
  };
}
