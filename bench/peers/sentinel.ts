// The multiply-add ceiling as a contender that runs in every round: when it moves, the device moved.
import type { RunContext } from '../../src/engine/run-context.ts';
import type { MultiplyAddProblem } from '../../src/shared/problem.ts';
import { median } from '../../src/shared/statistics.ts';
import { chooseKernels } from './choose-kernels.ts';
import type { Execution } from './contender.ts';
import { kernelExecution, requireSome } from './flopscope.ts';

export interface Sentinel {
  readonly execution: Execution;
  readonly flops: number;
}

/** Forms of the ceiling differ by ten times: enough time for all of them. */
const RACE_MS = 15_000;

/** An execution this long makes launching it negligible. */
const LONG_ENOUGH_MS = 4;

/** Invocations × multiply-adds each, from a processor to a server's GPU. */
const LADDER = [
  [2 ** 14, 12_288],
  [2 ** 16, 24_576],
  [2 ** 18, 49_152],
  [2 ** 20, 98_304],
] as const;

export async function openSentinel(run: RunContext): Promise<Sentinel> {
  for (const [step, [invocations, steps]] of LADDER.entries()) {
    const problem: MultiplyAddProblem = {
      op: 'multiply-add',
      invocations,
      steps,
      precision: 'f32',
    };
    const chosen = await chooseKernels(run, problem, { seed: 1, budgetMs: RACE_MS, keep: 1 });
    const kernel = requireSome(chosen, 'multiply-add kernel');
    if (kernel.executionMs >= LONG_ENOUGH_MS || step === LADDER.length - 1) {
      return { execution: kernelExecution(run.session, kernel, 'rows'), flops: kernel.plan.flops };
    }
    kernel.dispose();
  }
  return requireSome([], 'multiply-add kernel');
}

/** Second half of the readings over the first, less one. */
export function movement(readings: readonly number[]): number {
  const half = Math.floor(readings.length / 2);
  if (half === 0) return 0;
  return median(readings.slice(readings.length - half)) / median(readings.slice(0, half)) - 1;
}
