// Finds the fastest kernels and variants for one problem on one device by the lab's own tuner.
import { PreparedKernel } from '../../src/engine/kernels/prepared-kernel.ts';
import { verifyKernel } from '../../src/engine/kernels/verify-kernel.ts';
import type { RunContext } from '../../src/engine/run-context.ts';
import { accumulatorChoices } from '../../src/kernels/candidates.ts';
import { tune } from '../../src/engine/tuner/tune.ts';
import type { KernelDescriptor, Tunables } from '../../src/kernels/descriptor.ts';
import { kernelsFor } from '../../src/kernels/registry.ts';
import { FlopscopeError } from '../../src/shared/errors.ts';
import type { Problem } from '../../src/shared/problem.ts';

export interface ChoiceLimits {
  /** The operands are drawn from it. */
  readonly seed: number;
  /** No new candidate starts after this. */
  readonly budgetMs: number;
  readonly keep: number;
}

/** @returns verified kernels in timing mode, the fastest first; the caller disposes them. */
export async function chooseKernels(
  run: RunContext,
  problem: Problem,
  { seed, budgetMs, keep }: ChoiceLimits,
): Promise<readonly PreparedKernel[]> {
  const kernels = kernelsFor(problem.op).filter(({ baseline }) => baseline !== true);
  // The widest type comes first: all contenders sum in f32.
  const [accumulatorBits = 0] = accumulatorChoices(kernels, problem, run.session.traits);
  const outcome = await tune(
    run,
    {
      problem,
      kernels,
      accumulatorBits,
      budgetMs,
      roofs: { bytesPerSecond: undefined, launchMs: undefined },
      keep,
      coverage: 'some',
      afresh: false,
    },
    () => undefined,
  );
  if (outcome === undefined) return [];
  for (const { kernel } of outcome.contenders) kernel.dispose();
  const prepared: PreparedKernel[] = [];
  for (const { kernel, probedMs } of outcome.contenders.slice(0, keep)) {
    const { descriptor, tunables } = kernel;
    const again = await verified(run, descriptor, problem, tunables, seed);
    again.executionMs = probedMs;
    prepared.push(again);
  }
  return prepared;
}

/** The winner once more, on the operands that all contenders get. */
async function verified(
  { session }: RunContext,
  descriptor: KernelDescriptor,
  problem: Problem,
  tunables: Tunables,
  seed: number,
): Promise<PreparedKernel> {
  const kernel = await PreparedKernel.create(session, descriptor, problem, tunables, seed);
  const report = await verifyKernel(session, kernel);
  kernel.releaseInputs();
  kernel.setMode('time');
  if (report.verified) return kernel;
  kernel.dispose();
  throw new FlopscopeError('internal', `${descriptor.label} is wrong: ${report.reason}`);
}
