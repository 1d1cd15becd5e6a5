// Brings one kernel to the starting line: compiled, verified, probed. A kernel that fails on the way is
// recorded with its reason and does not stop the run.
import type { KernelDescriptor, Tunables } from '../kernels/descriptor.ts';
import { FlopscopeError, throwIfAborted } from '../shared/errors.ts';
import type { Problem } from '../shared/problem.ts';
import { PreparedKernel } from './kernels/prepared-kernel.ts';
import { verifyKernel } from './kernels/verify-kernel.ts';
import type { RunContext } from './run-context.ts';
import { Contender } from './sampling/contender.ts';
import { probe } from './sampling/probe.ts';

/** Failures of one kernel; anything else ends the run. */
const kernelFailures = new Set(['shader-compilation', 'out-of-memory', 'gpu-validation']);

/** Why a kernel does not take part. */
export interface Refusal {
  readonly reason: string;
}

/** As `tryContender`, for those who need no reason. */
export async function enterContender(
  run: RunContext,
  descriptor: KernelDescriptor,
  problem: Problem,
  tunables: Tunables,
): Promise<Contender | undefined> {
  const entered = await tryContender(run, descriptor, problem, tunables);
  return 'reason' in entered ? undefined : entered;
}

/**
 * The caller has checked that the kernel supports the problem on this device.
 * @returns a refusal when the kernel does not run or is wrong; the reason is also recorded.
 * @throws FlopscopeError when the device is lost or the run is cancelled.
 */
export async function tryContender(
  run: RunContext,
  descriptor: KernelDescriptor,
  problem: Problem,
  tunables: Tunables,
): Promise<Contender | Refusal> {
  throwIfAborted(run.signal);
  const record = { kernel: descriptor.id, problem: { ...problem }, parameters: { ...tunables } };
  let kernel: PreparedKernel | undefined;
  try {
    kernel = await PreparedKernel.create(run.session, descriptor, problem, tunables, freshSeed());
    const contender = await checkAndProbe(run, kernel);
    if ('reason' in contender) kernel.dispose();
    return contender;
  } catch (thrown) {
    kernel?.dispose();
    if (!(thrown instanceof FlopscopeError) || !kernelFailures.has(thrown.code)) throw thrown;
    run.warn('kernel-failed', `${descriptor.label} did not run: ${thrown.message}`);
    run.record({
      ...record,
      kernelHash: kernel?.hash ?? '',
      status: 'failed',
      verified: false,
      reason: thrown.message.slice(0, 2000),
    });
    return { reason: thrown.message };
  }
}

async function checkAndProbe(
  run: RunContext,
  kernel: PreparedKernel,
): Promise<Contender | Refusal> {
  const report = await verifyKernel(run.session, kernel);
  kernel.releaseInputs();
  const { descriptor, problem, tunables, hash } = kernel;
  if (!report.verified) {
    run.warn(
      'kernel-wrong',
      `${descriptor.label} computes wrong results on this device and was not timed.`,
    );
    run.record({
      kernel: descriptor.id,
      kernelHash: hash,
      problem: { ...problem },
      parameters: { ...tunables },
      status: 'wrong',
      verified: false,
      maxError: report.maxError,
      errorBound: report.errorBound,
      reason: report.reason,
    });
    return { reason: report.reason };
  }
  kernel.setMode('time');
  const contender = new Contender(kernel, report);
  const { executions, executionMs, firstRunMs } = await probe(
    run.session,
    run.clock,
    kernel,
    run.suite.sampleMs,
  );
  contender.executions = executions;
  contender.probedMs = executionMs;
  contender.firstRunMs = kernel.compileMs + firstRunMs;
  return contender;
}

/** Fresh data every run; the seed is kept in the result, so that a wrong answer can be repeated. */
function freshSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
