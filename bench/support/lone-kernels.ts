// The kernels of an executor's step one by one, outside the executor: each distinct one with buffers of its own.
import type { GpuSession } from '../../src/engine/device/gpu-session.ts';
import type { ExecutedKernel } from '../../src/engine/executor/executor.ts';
import { PreparedKernel } from '../../src/engine/kernels/prepared-kernel.ts';
import { probe } from '../../src/engine/sampling/probe.ts';
import type { Clock } from '../../src/engine/timing/clock.ts';
import { kernelById } from '../../src/kernels/registry.ts';
import { sequenceTimes } from './kernel-timestamps.ts';

export interface LoneKernel {
  /** The first of its kind in the step. */
  readonly each: ExecutedKernel;
  readonly count: number;
  readonly kernel: PreparedKernel;
  readonly executions: number;
  /** Milliseconds of one execution by round; null where the clock gave an impossible reading. */
  readonly samplesMs: (number | null)[];
  /** Milliseconds of one execution among the others, mean over the step, by replay; empty without timestamps. */
  readonly amongMs: number[];
}

export class LoneKernels {
  readonly #session: GpuSession;
  readonly #clock: Clock;
  readonly #byKey = new Map<string, LoneKernel>();
  /** In the order of the step. */
  #order: readonly LoneKernel[] = [];

  constructor(session: GpuSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  get shares(): readonly LoneKernel[] {
    return [...this.#byKey.values()];
  }

  /** @throws FlopscopeError as `PreparedKernel.create`; what was made stays until `dispose`. */
  async prepare(kernels: readonly ExecutedKernel[], sampleMs: number): Promise<void> {
    const counts = new Map<string, number>();
    for (const each of kernels) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
    for (const each of kernels) {
      const key = keyOf(each);
      if (this.#byKey.has(key)) continue;
      const kernel = await PreparedKernel.create(
        this.#session,
        kernelById(each.kernel),
        each.problem,
        each.parameters,
        1,
      );
      kernel.releaseInputs();
      kernel.setMode('time');
      const count = counts.get(key) ?? 0;
      this.#byKey.set(key, { each, count, kernel, executions: 1, samplesMs: [], amongMs: [] });
      const { executions, executionMs } = await probe(this.#session, this.#clock, kernel, sampleMs);
      kernel.executionMs = executionMs;
      this.#byKey.set(key, { each, count, kernel, executions, samplesMs: [], amongMs: [] });
    }
    this.#order = kernels.flatMap((each) => this.#byKey.get(keyOf(each)) ?? []);
  }

  /** One more sample of each. */
  async sample(backwards: boolean): Promise<void> {
    for (const each of backwards ? this.shares.toReversed() : this.shares) {
      each.samplesMs.push((await this.#clock.sample(each.kernel, each.executions)) ?? null);
    }
  }

  /**
   * One more reading of each among the others, in the order of the step.
   * @returns their sum in milliseconds, undefined where the device has no timestamps.
   */
  async sampleAmong(): Promise<number | undefined> {
    const times = await sequenceTimes(
      this.#session,
      this.#order.map(({ kernel }) => kernel),
    );
    if (times === undefined) return undefined;
    const sums = new Map<LoneKernel, number>();
    for (const [index, each] of this.#order.entries()) {
      sums.set(each, (sums.get(each) ?? 0) + (times[index] ?? 0));
    }
    for (const [each, ms] of sums) each.amongMs.push(ms / each.count);
    return times.reduce((sum, ms) => sum + ms, 0);
  }

  dispose(): void {
    for (const { kernel } of this.shares) kernel.dispose();
  }
}

function keyOf({ problem, kernel, parameters }: ExecutedKernel): string {
  return JSON.stringify([problem, kernel, parameters]);
}
