// Really trains some steps of a network and times them, between two readings of the sentinel, so that a prediction
// can be held against them.
import { MOST_CHECK_STEPS, WARM_UP_STEPS } from '../../models/check-networks/check-steps.ts';
import { compileProgram } from '../../models/program/compile-program.ts';
import { initialParameters } from '../../models/program/initial-parameters.ts';
import { type InputData, randomInputs } from '../../models/program/random-inputs.ts';
import type { ModelGraph } from '../../models/graph.ts';
import type { KernelRates } from '../../rates/kernel-rates.ts';
import { throwIfAborted } from '../../shared/errors.ts';
import type { GpuSession } from '../device/gpu-session.ts';
import { createExecutor } from './create-executor.ts';
import type { ExecutedKernel, Executor } from './executor.ts';
import type { Optimizer } from './optimizer.ts';

export interface StepsRequest {
  readonly graph: ModelGraph;
  readonly optimizer: Optimizer;
  /** What was measured on this device. */
  readonly rates?: KernelRates;
  /** Steps that are timed at least, and the time after which no further one begins. */
  readonly fewestSteps: number;
  readonly budgetMs: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number, detail: string) => void;
  /** Reads the sentinel: milliseconds of its kernel now. Called before and after the steps. */
  readonly sentinel?: () => Promise<number>;
  /** How often the steps are timed at most, until the sentinel keeps its pace beside them. Once when absent. */
  readonly mostAttempts?: number;
}

/** Beyond this, predicted and measured were not taken on the same device, so to speak. */
const MOVED_BEYOND = 0.05;

export interface MeasuredSteps {
  /** Wall milliseconds of each step, the warm-up left out. */
  readonly stepsMs: readonly number[];
  readonly compileMs: number;
  /** What the executor allocated, and what was planned before it. */
  readonly allocatedBytes: number;
  readonly kernels: readonly ExecutedKernel[];
  /** Empty without a sentinel. */
  readonly sentinelMs: readonly number[];
  /** Whether the sentinel moved by more than 5 % even in the calmest attempt. */
  readonly moved: boolean;
  readonly attempts: number;
  /** Mean loss of the last step; undefined for a part of a network. */
  readonly loss: number | undefined;
}

/** @throws FlopscopeError as `createExecutor` and `Executor.step`; nothing stays allocated. */
export async function measureSteps(
  session: GpuSession,
  request: StepsRequest,
): Promise<MeasuredSteps> {
  const { graph, signal, onProgress, optimizer, rates } = request;
  const program = compileProgram(graph, { precision: 'f32', mode: 'training' });
  const executor = await createExecutor(session, program, {
    optimizer,
    ...(rates === undefined ? {} : { rates }),
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
    const timed = await calmestSteps(session, executor, request);
    return {
      ...timed,
      compileMs: executor.compileMs,
      allocatedBytes: executor.allocatedBytes,
      kernels: executor.kernels,
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

type TimedSteps = Pick<MeasuredSteps, 'stepsMs' | 'sentinelMs' | 'moved' | 'attempts'>;

/** The attempt during which the sentinel moved least. */
async function calmestSteps(
  session: GpuSession,
  executor: Executor,
  request: StepsRequest,
): Promise<TimedSteps> {
  const { sentinel, mostAttempts = 1 } = request;
  if (sentinel === undefined) {
    const stepsMs = await timeSteps(session, executor, request);
    return { stepsMs, sentinelMs: [], moved: false, attempts: 1 };
  }
  let calmest: (TimedSteps & { readonly movement: number }) | undefined;
  let before = await sentinel();
  for (let attempt = 1; ; attempt++) {
    const stepsMs = await timeSteps(session, executor, request);
    const after = await sentinel();
    const movement = Math.abs(after / before - 1);
    const moved = movement > MOVED_BEYOND;
    if (calmest === undefined || movement < calmest.movement) {
      calmest = { stepsMs, sentinelMs: [before, after], moved, attempts: attempt, movement };
    }
    if (!moved || attempt >= mostAttempts) return { ...calmest, attempts: attempt };
    before = after;
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
