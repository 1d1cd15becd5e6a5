// The unit of OpenAI's table, and the trap in it: a teraFLOP/s-day there counts a multiply-accumulate once.
// Three passes over an image of AlexNet's 0.71 GMAC give its 3.1 teraFLOP/s-days after 98 epochs when a MAC is one
// operation, and after 49 when it is two. The paper trained for about 90, so it is one.
import { trainingFact } from '../../facts/facts.ts';

const OPERATIONS_PER_TERAFLOP_DAY = 1e12 * 86_400;

/** Forward, and backward to the data and to the weights. */
const PASSES = 3;

/** 1 MAC = 2 FLOP. */
const FLOPS_PER_MAC = 2;

/** Images of ImageNet's training set. */
export const imagenetImages = (): number => trainingFact('imagenet-images').value;

/** In the table's own unit. */
export function operationsOf(teraflopDays: number): number {
  return teraflopDays * OPERATIONS_PER_TERAFLOP_DAY;
}

/** FLOP of a network of the image levels, whose MACs the table counts once. */
export function correctedFlops(teraflopDays: number): number {
  return FLOPS_PER_MAC * operationsOf(teraflopDays);
}

/** Teraflop-days as the table would print them. */
export function teraflopDaysOf(macs: number, epochs: number, images = imagenetImages()): number {
  return (PASSES * macs * epochs * images) / OPERATIONS_PER_TERAFLOP_DAY;
}

export interface ImpliedEpochs {
  /** Passes over ImageNet that the compute pays for when a MAC is one operation. */
  readonly oneOperation: number;
  /** And when it is two. */
  readonly twoOperations: number;
}

/** @param macs of one image, forward. */
export function impliedEpochs(teraflopDays: number, macs: number): ImpliedEpochs {
  const oneOperation = operationsOf(teraflopDays) / (PASSES * macs * imagenetImages());
  return { oneOperation, twoOperations: oneOperation / FLOPS_PER_MAC };
}
