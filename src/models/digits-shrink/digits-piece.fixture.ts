// A piece of the experiment for tests.
import type { DigitsPiece } from './digits-piece.ts';
import { digitsPlan } from './digits-plan.ts';

export const plan = digitsPlan('smoke', 3);

export function piece(
  seed: number,
  step: string,
  right: number,
  change: Partial<DigitsPiece> = {},
): DigitsPiece {
  return {
    version: plan.version,
    size: plan.size,
    plan: plan.hash,
    device: 'an adapter',
    seed,
    step,
    examined: 1000,
    right,
    parameters: 100,
    bytes: 400,
    runAs: 'stored',
    steps: 10,
    stepsMs: 50,
    latencies: [],
    weights: `of seed ${seed}`,
    ...change,
  };
}
