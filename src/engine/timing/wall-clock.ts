// The wall clock with the slope method: time N and 2N executions from submit to completion; the difference
// is N executions without the fixed cost of submitting and of being told.
import type { GpuSession } from '../device/gpu-session.ts';
import type { PreparedKernel } from '../kernels/prepared-kernel.ts';
import type { Clock } from './clock.ts';

export class WallClock implements Clock {
  readonly method = 'wall-clock-slope';
  /** Resolution of now() and median wait for an empty submit, set by the calibration. */
  quantumNs = 0;
  waitCostMs = 0;
  readonly #session: GpuSession;
  #longFirst = false;

  constructor(session: GpuSession) {
    this.#session = session;
  }

  async sample(kernel: PreparedKernel, executions: number): Promise<number | undefined> {
    const half = Math.max(1, Math.floor(executions / 2));
    // The order alternates, so that a device that speeds up or slows down biases no direction.
    this.#longFirst = !this.#longFirst;
    const first = await this.elapsed(kernel, this.#longFirst ? 2 * half : half);
    const second = await this.elapsed(kernel, this.#longFirst ? half : 2 * half);
    const slope = (this.#longFirst ? first - second : second - first) / half;
    if (slope <= 0) return undefined;
    kernel.executionMs = slope;
    return slope;
  }

  /** Milliseconds from submit to completion of `executions` executions, fixed cost included. */
  async elapsed(kernel: PreparedKernel, executions: number): Promise<number> {
    const encoder = this.#session.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    kernel.encode(pass, executions);
    pass.end();
    const commands = encoder.finish();
    const started = this.#session.provider.now();
    this.#session.device.queue.submit([commands]);
    await this.#session.waitForQueue(kernel.executionMs * executions);
    return this.#session.provider.now() - started;
  }

  /** Two readings of two ends each; the wait for completion varies by about its own size. */
  resolutionError(durationMs: number): number {
    return (2 * (this.quantumNs / 1e6) + this.waitCostMs) / durationMs;
  }

  dispose(): void {
    // Holds nothing on the GPU.
  }
}
