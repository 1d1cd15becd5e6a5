// What a training step costs beyond its kernels: every distinct kernel of the executor is timed alone, in the same
// rounds as whole steps, and as many executions of it are summed as the step has.
import { acquireDevice } from '../../src/engine/device/acquire-device.ts';
import type { GpuSession } from '../../src/engine/device/gpu-session.ts';
import { createExecutor } from '../../src/engine/executor/create-executor.ts';
import type { ExecutedKernel, Executor } from '../../src/engine/executor/executor.ts';
import { fillInputs } from '../../src/engine/executor/measure-steps.ts';
import type { GpuProvider } from '../../src/engine/gpu-provider.ts';
import { calibrate } from '../../src/engine/timing/calibrate.ts';
import type { Clock } from '../../src/engine/timing/clock.ts';
import { findCheckNetwork } from '../../src/models/check-networks/check-networks.ts';
import { compileProgram } from '../../src/models/program/compile-program.ts';
import { initialParameters } from '../../src/models/program/initial-parameters.ts';
import { randomInputs } from '../../src/models/program/random-inputs.ts';
import { KernelRates, type RatesSource } from '../../src/rates/kernel-rates.ts';
import { problemLabel } from '../../src/shared/problem.ts';
import { bootstrapMedian, type Interval, median } from '../../src/shared/statistics.ts';
import { LoneKernels } from '../support/lone-kernels.ts';

export interface OverheadOptions {
  readonly networks: readonly string[];
  readonly rounds: number;
  /** Wished length of a kernel's sample. */
  readonly sampleMs: number;
  /** A measurement of this device; without one the executor has what is shipped. */
  readonly measured?: RatesSource | undefined;
}

export interface KernelShare {
  readonly label: string;
  readonly kernel: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** Executions in a step. */
  readonly count: number;
  /** Milliseconds of one execution, median. */
  readonly ms: number;
  /** By round; null where the clock gave an impossible reading. */
  readonly samplesMs: readonly (number | null)[];
  /** Milliseconds of one execution among the step's others, median; null without timestamps. */
  readonly amongMs: number | null;
}

export interface OverheadRow {
  readonly network: string;
  readonly kernels: number;
  readonly distinct: number;
  readonly stepMs: Interval;
  readonly stepsMs: readonly number[];
  /**
   * GPU time of the step's kernels in its order, with buffers of their own, without the executor, by round; empty
   * without timestamps.
   */
  readonly amongMs: readonly number[];
  readonly sumMs: Interval;
  /** Step over sum less one: median over the rounds. */
  readonly overhead: Interval;
  /**
   * Its two parts, as shares of the sum: what kernels lose among unlike ones (cold caches, barriers), and the
   * executor with the wait. Null without timestamps.
   */
  readonly between: Interval | null;
  readonly executor: Interval | null;
  /** From the first call of a step until its last submit: what the host takes to write and encode it. */
  readonly hostMs: number;
  readonly submits: number;
  readonly shares: readonly KernelShare[];
}

export interface OverheadReport {
  readonly adapter: string;
  readonly host: string;
  readonly clock: string;
  /** Of an empty submit. */
  readonly waitMs: number;
  readonly tuned: boolean;
  readonly rows: readonly OverheadRow[];
}

/** The first step compiles and learns its submits, the second runs as all others will. */
const WARM_UP_STEPS = 3;

/** A round's step is the mean over at least this time. */
const STEP_SAMPLE_MS = 200;

/** @throws FlopscopeError when there is no adapter, a network cannot be run, or the device is lost. */
export async function run(
  provider: GpuProvider,
  options: unknown,
  log: (line: string) => void,
): Promise<OverheadReport> {
  const session = await acquireDevice(provider);
  try {
    const { networks, ...limits } = options as OverheadOptions;
    const { timestamp, wall, waitCostMs } = await calibrate(session);
    const clock = timestamp ?? wall;
    const rows: OverheadRow[] = [];
    for (const network of networks) {
      log(network);
      rows.push(await measureNetwork(session, clock, network, limits, log));
    }
    const { vendor, architecture, description } = session.info;
    return {
      adapter: [vendor, architecture, description].filter(Boolean).join(' '),
      host: provider.facts.runtime,
      clock: clock.method,
      waitMs: waitCostMs,
      tuned: limits.measured !== undefined,
      rows,
    };
  } finally {
    session.dispose();
  }
}

type Limits = Omit<OverheadOptions, 'networks'>;

async function measureNetwork(
  session: GpuSession,
  clock: Clock,
  id: string,
  { rounds, sampleMs, measured }: Limits,
  log: (line: string) => void,
): Promise<OverheadRow> {
  const network = findCheckNetwork(id);
  const graph = network.build();
  const program = compileProgram(graph, { precision: 'f32', mode: 'training' });
  const optimizer = { name: network.optimizer, learningRate: 1e-4 };
  const executor = await createExecutor(session, program, {
    optimizer,
    ...(measured === undefined ? {} : { rates: new KernelRates(measured, session.traits) }),
  });
  const lone = new LoneKernels(session, clock);
  try {
    executor.initialise(initialParameters(graph, 1));
    fillInputs(executor, randomInputs(graph, 2));
    for (let step = 0; step < WARM_UP_STEPS; step++) await executor.step();
    log(`${id}: preparing ${executor.kernels.length} kernels`);
    await lone.prepare(executor.kernels, sampleMs);
    const steps = Math.max(1, Math.round(STEP_SAMPLE_MS / (await executor.step())));
    log(`${id}: ${rounds} rounds`);
    const stepsMs: number[] = [];
    const amongMs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const whole = [
        async () => stepsMs.push(await meanStep(executor, steps)),
        () => lone.sample(round % 2 === 1),
        async () => amongMs.push(...[await lone.sampleAmong()].filter((ms) => ms !== undefined)),
      ];
      if (round % 2 === 1) whole.reverse();
      for (const measure of whole) await measure();
    }
    return {
      network: id,
      kernels: executor.kernels.length,
      distinct: lone.shares.length,
      ...summarise(stepsMs, amongMs, lone),
      ...(await hostTime(session, executor)),
      shares: lone.shares.map(({ each, count, samplesMs, amongMs: among }) => ({
        label: shareLabel(each),
        kernel: each.kernel,
        parameters: each.parameters,
        count,
        ms: median(samplesMs.filter((ms) => ms !== null)),
        samplesMs,
        amongMs: among.length === 0 ? null : median(among),
      })),
    };
  } finally {
    lone.dispose();
    executor.dispose();
  }
}

async function meanStep(executor: Executor, steps: number): Promise<number> {
  let ms = 0;
  for (let step = 0; step < steps; step++) ms += await executor.step();
  return ms / steps;
}

function summarise(
  stepsMs: readonly number[],
  amongMs: readonly number[],
  { shares }: LoneKernels,
): Pick<
  OverheadRow,
  'stepMs' | 'stepsMs' | 'amongMs' | 'sumMs' | 'overhead' | 'between' | 'executor'
> {
  // A round in which one of many kernels gave no reading borrows that kernel's median.
  const sumsMs = stepsMs.map((_, round) =>
    shares.reduce((sum, { count, samplesMs }) => {
      const known = samplesMs.filter((ms) => ms !== null);
      return sum + count * (samplesMs[round] ?? median(known));
    }, 0),
  );
  const beyond = (top: readonly number[], bottom: readonly number[]) =>
    bootstrapMedian(
      sumsMs.map((sum, round) => ((top[round] ?? NaN) - (bottom[round] ?? NaN)) / sum),
    );
  const hasSplit = amongMs.length === stepsMs.length;
  return {
    stepMs: bootstrapMedian(stepsMs),
    stepsMs,
    amongMs,
    sumMs: bootstrapMedian(sumsMs),
    overhead: beyond(stepsMs, sumsMs),
    between: hasSplit ? beyond(amongMs, sumsMs) : null,
    executor: hasSplit ? beyond(stepsMs, amongMs) : null,
  };
}

/** Listens to the queue for one step. */
async function hostTime(
  session: GpuSession,
  executor: Executor,
): Promise<Pick<OverheadRow, 'hostMs' | 'submits'>> {
  const { queue } = session.device;
  const started = session.provider.now();
  const submit = queue.submit.bind(queue);
  let hostMs = 0;
  let submits = 0;
  queue.submit = (commands) => {
    submit(commands);
    hostMs = session.provider.now() - started;
    submits++;
  };
  try {
    await executor.step();
  } finally {
    Reflect.deleteProperty(queue, 'submit');
  }
  return { hostMs, submits };
}

function shareLabel({ problem, pass }: ExecutedKernel): string {
  return `${problem.op} ${problemLabel(problem)}, ${pass}`;
}
