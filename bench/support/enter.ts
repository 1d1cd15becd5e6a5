// A kernel made ready for timing as the engine does it: compiled, verified, probed; or why not.
import type { GpuSession } from '../../src/engine/device/gpu-session.ts';
import { PreparedKernel } from '../../src/engine/kernels/prepared-kernel.ts';
import { verifyKernel } from '../../src/engine/kernels/verify-kernel.ts';
import { Contender } from '../../src/engine/sampling/contender.ts';
import { probe } from '../../src/engine/sampling/probe.ts';
import type { Clock } from '../../src/engine/timing/clock.ts';
import type { KernelDescriptor, Tunables } from '../../src/kernels/descriptor.ts';
import { FlopscopeError } from '../../src/shared/errors.ts';
import type { Problem } from '../../src/shared/problem.ts';

export interface Entered {
  readonly kernel: string;
  readonly tunables: Tunables;
  /** From the source to the end of the first execution: drivers compile as late as that. */
  readonly compileMs: number;
  /** Why it cannot be timed; empty when it can. */
  readonly failure: string;
  readonly contender: Contender | undefined;
}

/** What takes longer to compile has lost on this adapter, however fast it is. */
const COMPILE_LIMIT_MS = 20_000;

export interface Instruments {
  readonly session: GpuSession;
  readonly clock: Clock;
  /** Wished length of a sample. */
  readonly sampleMs: number;
}

/** @throws FlopscopeError for what is wrong with the device; a kernel's own failure is in `failure`. */
export async function enter(
  { session, clock, sampleMs }: Instruments,
  descriptor: KernelDescriptor,
  problem: Problem,
  tunables: Tunables,
): Promise<Entered> {
  const started = session.provider.now();
  const entry = { kernel: descriptor.id, tunables };
  const refused = (failure: string): Entered => ({
    ...entry,
    compileMs: session.provider.now() - started,
    failure,
    contender: undefined,
  });
  let kernel: PreparedKernel;
  try {
    kernel = await PreparedKernel.create(session, descriptor, problem, tunables, 1);
  } catch (thrown) {
    if (thrown instanceof FlopscopeError && thrown.code === 'shader-compilation') {
      return refused(thrown.message);
    }
    throw thrown;
  }
  const report = await verifyKernel(session, kernel);
  const compileMs = session.provider.now() - started;
  kernel.releaseInputs();
  if (!report.verified || compileMs > COMPILE_LIMIT_MS) {
    kernel.dispose();
    return refused(
      report.verified
        ? `It took ${(compileMs / 1e3).toFixed(0)} s to compile and was not timed.`
        : report.reason,
    );
  }
  kernel.setMode('time');
  const contender = new Contender(kernel, report);
  const { executions, executionMs } = await probe(session, clock, kernel, sampleMs);
  contender.executions = executions;
  kernel.executionMs = executionMs;
  return { ...entry, compileMs, failure: '', contender };
}
