// One fixed kernel that tells whether the device itself changed its pace between two measurements.
import { kernelById } from '../../kernels/registry.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { median } from '../../shared/statistics.ts';
import type { GpuSession } from '../device/gpu-session.ts';
import { PreparedKernel } from '../kernels/prepared-kernel.ts';
import { probe } from '../sampling/probe.ts';
import type { Clock } from '../timing/clock.ts';

/** Samples of a reading, whose median counts, and the length of each. */
const SAMPLES = 9;
const SAMPLE_MS = 30;

export class Sentinel {
  readonly #kernel: PreparedKernel;
  readonly #clock: Clock;
  readonly #executions: number;
  /** Milliseconds of one execution while the profile was measured. */
  readonly profileMs: number;

  private constructor(kernel: PreparedKernel, clock: Clock, executions: number, profileMs: number) {
    this.#kernel = kernel;
    this.#clock = clock;
    this.#executions = executions;
    this.profileMs = profileMs;
  }

  /** @throws FlopscopeError `invalid-input` for a profile without its multiply-add ceiling. */
  static async create(
    session: GpuSession,
    clock: Clock,
    { drift, ceilings }: Pick<DeviceProfile, 'drift' | 'ceilings'>,
  ): Promise<Sentinel> {
    const ceiling = ceilings.find(
      ({ kind, precision }) => kind === 'multiply-add' && precision === 'f32',
    );
    if (ceiling === undefined) {
      throw new FlopscopeError(
        'invalid-input',
        'This profile has no multiply-add ceiling in f32. Measure this device again.',
      );
    }
    const { problem, flops } = ceiling.best;
    const kernel = await PreparedKernel.create(
      session,
      kernelById(drift.kernel),
      problem,
      drift.parameters,
      1,
    );
    kernel.setMode('time');
    const { executions } = await probe(session, clock, kernel, SAMPLE_MS);
    const rate = median(drift.samples.map(({ flopsPerSecond }) => flopsPerSecond));
    return new Sentinel(kernel, clock, executions, (flops * 1e3) / rate);
  }

  /** Milliseconds of one execution now. */
  async read(): Promise<number> {
    const samples: number[] = [];
    for (let sample = 0; sample < SAMPLES; sample++) {
      const ms = await this.#clock.sample(this.#kernel, this.#executions);
      if (ms !== undefined) samples.push(ms);
    }
    return samples.length === 0 ? this.profileMs : median(samples);
  }

  dispose(): void {
    this.#kernel.dispose();
  }
}
