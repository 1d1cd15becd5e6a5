// Keeps the GPU busy before the first sample: clocks take 220–440 ms to ramp up on some laptops.
import { throwIfAborted } from '../shared/errors.ts';
import type { MultiplyAddProblem } from '../shared/problem.ts';
import { kernelsFor } from '../kernels/kernel-list.ts';
import { PreparedKernel } from './kernels/prepared-kernel.ts';
import type { RunContext } from './run-context.ts';
import { probe } from './sampling/probe.ts';
import { supportedVariants } from '../kernels/supported-variants.ts';
import { WallClock } from './timing/wall-clock.ts';

/** Small enough to start in short submits even on a CPU. */
const problem: MultiplyAddProblem = {
  op: 'multiply-add',
  invocations: 2 ** 14,
  steps: 3072,
  precision: 'f32',
};

const SUBMIT_MS = 50;

export async function warmUp(run: RunContext): Promise<void> {
  const { session, suite } = run;
  const [kernel] = kernelsFor('multiply-add').flatMap((descriptor) =>
    supportedVariants(descriptor, problem, session.traits)
      .slice(0, 1)
      .map((tunables) => ({ descriptor, tunables })),
  );
  if (kernel === undefined) return;
  const prepared = await PreparedKernel.create(
    session,
    kernel.descriptor,
    problem,
    kernel.tunables,
    1,
  );
  try {
    prepared.setMode('time');
    const { executions } = await probe(session, run.clock, prepared, SUBMIT_MS);
    const wall = new WallClock(session);
    const started = run.elapsedMs();
    for (let spent = 0; spent < suite.warmUpMs; spent = run.elapsedMs() - started) {
      throwIfAborted(run.signal);
      await wall.elapsed(prepared, executions);
      run.progress(Math.min(1, spent / suite.warmUpMs));
    }
  } finally {
    prepared.dispose();
  }
}
