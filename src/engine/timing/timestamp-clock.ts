// GPU timestamps at the beginning and end of one compute pass. Nothing but the kernel is in between; the
// read-back happens after the pass.
import { GPUBufferUsageBits, type GpuSession } from '../device/gpu-session.ts';
import type { PreparedKernel } from '../kernels/prepared-kernel.ts';
import type { Clock } from './clock.ts';

const QUERY_BYTES = 16;

export class TimestampClock implements Clock {
  readonly method = 'timestamp-query';
  /** Smallest step of the timestamps in nanoseconds, set by the calibration. */
  quantumNs = 0;
  readonly #session: GpuSession;
  readonly #querySet: GPUQuerySet;
  readonly #resolved: GPUBuffer;

  constructor(session: GpuSession) {
    this.#session = session;
    this.#querySet = session.device.createQuerySet({ type: 'timestamp', count: 2 });
    this.#resolved = session.device.createBuffer({
      label: 'timestamps',
      size: QUERY_BYTES,
      usage: GPUBufferUsageBits.QUERY_RESOLVE | GPUBufferUsageBits.COPY_SRC,
    });
  }

  async sample(kernel: PreparedKernel, executions: number): Promise<number | undefined> {
    const [begin, end] = await this.timestamps((pass) => {
      kernel.encode(pass, executions);
    }, kernel.executionMs * executions);
    const durationMs = Number(end - begin) / 1e6;
    // Timestamps may run backwards over a clock change or wrap; such a reading says nothing.
    if (durationMs <= 0) return undefined;
    kernel.executionMs = durationMs / executions;
    return kernel.executionMs;
  }

  /** Raw timestamps in nanoseconds around one pass. */
  async timestamps(
    encode: (pass: GPUComputePassEncoder) => void,
    expectedMs = 0,
  ): Promise<[bigint, bigint]> {
    const { device } = this.#session;
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass({
      timestampWrites: {
        querySet: this.#querySet,
        beginningOfPassWriteIndex: 0,
        endOfPassWriteIndex: 1,
      },
    });
    encode(pass);
    pass.end();
    encoder.resolveQuerySet(this.#querySet, 0, 2, this.#resolved, 0);
    device.queue.submit([encoder.finish()]);
    await this.#session.waitForQueue(expectedMs, 'relaxed');
    const times = new BigUint64Array(await this.#session.readBuffer(this.#resolved, QUERY_BYTES));
    return [times[0] ?? 0n, times[1] ?? 0n];
  }

  /** Both ends are truncated to the quantum, so a difference is off by less than one quantum. */
  resolutionError(durationMs: number): number {
    return this.quantumNs / 1e6 / durationMs;
  }

  dispose(): void {
    this.#querySet.destroy();
    this.#resolved.destroy();
  }
}
