// Really trains some steps of a network and times them, between two readings of the sentinel, so that a prediction
// can be held against them.
import { MOST_CHECK_STEPS, WARM_UP_STEPS } from '../../models/check-networks/check-steps.ts';
import { compileProgram } from '../../models/program/compile-program.ts';
import { initialParameters } from '../../models/program/initial-parameters.ts';
import { type InputData, randomInputs } from '../../models/program/random-inputs.ts';
import type { ModelGraph } from '../../models/graph.ts';
import { throwIfAborted } from '../../shared/errors.ts';
import type { GpuSession } from '../device/gpu-session.ts';
import type { KnownChoice } from '../tuner/shipped-choices.ts';
import { createExecutor } from './create-executor.ts';
import type { ExecutedKernel, Executor } from './executor.ts';
import type { Optimizer } from './optimizer.ts';

export interface StepsRequest {
  readonly graph: ModelGraph;
  readonly optimizer: Optimizer;
  readonly choices?: readonly KnownChoice[];
  /** Steps that are timed at least, and the time after which no further one begins. */
  readonly fewestSteps: number;
  readonly budgetMs: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number, detail: string) => void;
  /** Reads the sentinel: milliseconds of its kernel now. Called before and after the steps. */
  readonly sentinel?: () => Promise<number>;
}

export interface MeasuredSteps {
  /** Wall milliseconds of each step, the warm-up left out. */
  readonly stepsMs: readonly number[];
  readonly compileMs: number;
  /** What the executor allocated, and what was planned before it. */
  readonly allocatedBytes: number;
  readonly kernels: readonly ExecutedKernel[];
  /** Empty without a sentinel. */
  readonly sentinelMs: readonly number[];
  /** Mean loss of the last step; undefined for a part of a network. */
  readonly loss: number | undefined;
}

/** @throws FlopscopeError as `createExecutor` and `Executor.step`; nothing stays allocated. */
export async function measureSteps(
  session: GpuSession,
  request: StepsRequest,
): Promise<MeasuredSteps> {
  const { graph, signal, onProgress, optimizer, choices = [] } = request;
  const program = compileProgram(graph, { precision: 'f32', mode: 'training' });
  const executor = await createExecutor(session, program, {
    optimizer,
    choices,
    ...(signal === undefined ? {} : { signal }),
    onProgress: (fraction, detail) => onProgress?.(fraction / 2, detail),
  });
  try {
    executor.initialise(initialParameters(graph, 1));
    fillInputs(executor, randomInputs(graph, 2));
    for (let step = 0; step < WARM_UP_STEPS; step++) {
      throwIfAborted(signal);
      onProgress?.(0.5 + Math.min(0.2, 0.05 * step), 'Warming up');
      await executor.step();
    }
    const sentinelMs: number[] = [];
    if (request.sentinel) sentinelMs.push(await request.sentinel());
    const stepsMs = await timeSteps(session, executor, request);
    if (request.sentinel) sentinelMs.push(await request.sentinel());
    return {
      stepsMs,
      compileMs: executor.compileMs,
      allocatedBytes: executor.allocatedBytes,
      kernels: executor.kernels,
      sentinelMs,
      loss: program.losses.size === 0 ? undefined : await executor.meanLoss(),
    };
  } finally {
    executor.dispose();
  }
}

/** Values for the program's inputs, and ones for the gradients that come from outside. */
export function fillInputs(executor: Executor, data: ReadonlyMap<string, InputData>): void {
  const { inputs, outputGradients } = executor.program;
  for (const [id, value] of inputs) {
    const given = data.get(id);
    if (given !== undefined) executor.write(value, given);
  }
  for (const value of outputGradients.values()) {
    executor.write(value, new Float32Array(value.length).fill(1 / value.length));
  }
}

async function timeSteps(
  session: GpuSession,
  executor: Executor,
  { fewestSteps, budgetMs, signal, onProgress }: StepsRequest,
): Promise<readonly number[]> {
  const stepsMs: number[] = [];
  const started = session.provider.now();
  for (;;) {
    throwIfAborted(signal);
    stepsMs.push(await executor.step());
    const spentMs = session.provider.now() - started;
    const progress = Math.min(1, Math.max(spentMs / budgetMs, stepsMs.length / MOST_CHECK_STEPS));
    onProgress?.(0.7 + 0.3 * progress, `Step ${stepsMs.length}`);
    const enough = stepsMs.length >= fewestSteps && spentMs >= budgetMs;
    if (enough || stepsMs.length >= MOST_CHECK_STEPS) return stepsMs;
  }
}
