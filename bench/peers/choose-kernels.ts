// Finds the fastest kernels and variants for one problem on one device, within a time budget.
import type { GpuSession } from '../../src/engine/device/gpu-session.ts';
import { PreparedKernel } from '../../src/engine/kernels/prepared-kernel.ts';
import { verifyKernel } from '../../src/engine/kernels/verify-kernel.ts';
import { supportedVariants } from '../../src/engine/supported-variants.ts';
import { WallClock } from '../../src/engine/timing/wall-clock.ts';
import type { KernelDescriptor, Tunables } from '../../src/kernels/descriptor.ts';
import { kernelsFor } from '../../src/kernels/registry.ts';
import { asFlopscopeError } from '../../src/shared/errors.ts';
import type { Problem } from '../../src/shared/problem.ts';

export interface ChoiceLimits {
  /** The operands are drawn from it. */
  readonly seed: number;
  /** No new candidate starts after this. */
  readonly budgetMs: number;
  readonly keep: number;
}

interface Candidate {
  readonly descriptor: KernelDescriptor;
  readonly tunables: Tunables;
}

/** One execution this many times slower than the best is not looked at again. */
const HOPELESS = 3;

/** Enough work that submitting it does not count. */
const READING_MS = 40;

/** As in the engine's probe: more dispatches than this only fill the queue. */
const MOST_EXECUTIONS = 8192;

/** Failures of one candidate; anything else is the device's. */
const ownFailures = new Set(['shader-compilation', 'out-of-memory', 'gpu-validation']);

/** @returns verified kernels in timing mode, the fastest first; the caller disposes them. */
export async function chooseKernels(
  session: GpuSession,
  problem: Problem,
  { seed, budgetMs, keep }: ChoiceLimits,
): Promise<readonly PreparedKernel[]> {
  const { provider } = session;
  const started = provider.now();
  const clock = new WallClock(session);
  let best: PreparedKernel[] = [];
  for (const { descriptor, tunables } of candidates(session, problem)) {
    if (best.length > 0 && provider.now() - started > budgetMs) break;
    const kernel = await verified(session, descriptor, problem, tunables, seed);
    if (kernel === undefined) continue;
    await read(clock, kernel, best[0]?.executionMs ?? Number.POSITIVE_INFINITY);
    const ranked = [...best, kernel].sort((a, b) => a.executionMs - b.executionMs);
    best = ranked.slice(0, keep);
    for (const loser of ranked.slice(keep)) loser.dispose();
  }
  return best;
}

/** Every kernel's safest variant, then every kernel's second, and so on: a short budget sees every design. */
function candidates(session: GpuSession, problem: Problem): readonly Candidate[] {
  const columns = kernelsFor(problem.op)
    .filter(({ baseline }) => baseline !== true)
    .map((descriptor) =>
      supportedVariants(descriptor, problem, session.traits).map((tunables) => ({
        descriptor,
        tunables,
      })),
    );
  const longest = Math.max(0, ...columns.map((column) => column.length));
  return Array.from({ length: longest }, (_, row) =>
    columns.flatMap((column) => column[row] ?? []),
  ).flat();
}

/** Undefined for a kernel that does not compile here or computes wrong results. */
async function verified(
  session: GpuSession,
  descriptor: KernelDescriptor,
  problem: Problem,
  tunables: Tunables,
  seed: number,
): Promise<PreparedKernel | undefined> {
  let kernel: PreparedKernel | undefined;
  try {
    kernel = await PreparedKernel.create(session, descriptor, problem, tunables, seed);
    const report = await verifyKernel(session, kernel);
    kernel.releaseInputs();
    kernel.setMode('time');
    if (report.verified) return kernel;
    kernel.dispose();
  } catch (thrown) {
    kernel?.dispose();
    if (!ownFailures.has(asFlopscopeError(thrown).code)) throw thrown;
  }
  return undefined;
}

/** Leaves the milliseconds of one execution in the kernel. */
async function read(clock: WallClock, kernel: PreparedKernel, bestMs: number): Promise<void> {
  kernel.executionMs = await clock.elapsed(kernel, 1);
  if (kernel.executionMs > HOPELESS * bestMs && kernel.executionMs > READING_MS) return;
  let executions = 1;
  while (executions < MOST_EXECUTIONS && executions * kernel.executionMs < READING_MS / 2) {
    executions *= 4;
    kernel.executionMs = (await clock.elapsed(kernel, executions)) / executions;
  }
  const again = (await clock.elapsed(kernel, executions)) / executions;
  kernel.executionMs = Math.min(kernel.executionMs, again);
}
