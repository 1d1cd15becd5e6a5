// Flopscope as a contender: its engine's kernels, the best variants for the shape on this device.
import { acquireDevice } from '../../src/engine/device/acquire-device.ts';
import type { GpuSession } from '../../src/engine/device/gpu-session.ts';
import type { GpuProvider } from '../../src/engine/gpu-provider.ts';
import { quietRun } from '../../src/engine/quiet-run.ts';
import type { RunContext } from '../../src/engine/run-context.ts';
import type { PreparedKernel } from '../../src/engine/kernels/prepared-kernel.ts';
import { FlopscopeError } from '../../src/shared/errors.ts';
import { chooseKernels } from './choose-kernels.ts';
import type { Contender, Execution } from './contender.ts';

/** Two that are close in the race meet again beside each other. */
const FINALISTS = 2;

export interface OpenFlopscope {
  readonly contender: Contender;
  readonly session: GpuSession;
  readonly run: RunContext;
}

/** @param raceMs time for choosing among the variants for one shape. */
export async function open(provider: GpuProvider, raceMs: number): Promise<OpenFlopscope> {
  const session = await acquireDevice(provider);
  const run = await quietRun(session);
  const contender: Contender = {
    id: 'flopscope',
    device: session.device,
    async prepare(problem, { seed }) {
      const kernels = await chooseKernels(run, problem, {
        seed,
        budgetMs: raceMs,
        keep: FINALISTS,
      });
      return kernels.map((kernel) =>
        kernelExecution(session, kernel, problem.op === 'matmul' ? 'rows' : 'NCHW'),
      );
    },
  };
  return { contender, session, run };
}

export function kernelExecution(
  session: GpuSession,
  kernel: PreparedKernel,
  layout: Execution['layout'],
): Execution {
  const encode = (executions: number) => {
    const encoder = session.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    kernel.encode(pass, executions);
    pass.end();
    session.device.queue.submit([encoder.finish()]);
  };
  const tunables = Object.entries(kernel.tunables)
    .filter(([name]) => name !== 'accumulatorBits')
    .map(([name, value]) => `${name} ${value}`);
  return {
    form: [kernel.descriptor.id, ...tunables].join(', '),
    layout,
    submit: encode,
    async read() {
      // Poisons the result first: an element that is never written shows.
      kernel.setMode('verify');
      encode(1);
      const { data } = await kernel.readOutput(kernel.plan.verification.output);
      session.check();
      kernel.setMode('time');
      return new Float32Array(data);
    },
    dispose() {
      kernel.dispose();
    },
  };
}

/** @throws FlopscopeError `internal` when nothing can be compared. */
export function requireSome<T>(list: readonly T[], what: string): T {
  const [first] = list;
  if (first === undefined) throw new FlopscopeError('internal', `No ${what} runs on this device.`);
  return first;
}
