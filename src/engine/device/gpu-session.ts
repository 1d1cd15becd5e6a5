// One opened device for the length of a run: notices when it is lost, waits for its queue, and gives
// everything back when disposed.
import type { DeviceTraits } from '../../kernels/descriptor.ts';
import { asFlopscopeError, FlopscopeError } from '../../shared/errors.ts';
import type { GpuProvider } from '../gpu-provider.ts';

/**
 * Firefox polls for completion every 100 ms unless it is given work; empty submits every millisecond
 * bring the wait to about 1.4 ms. Only worth it where an idle wait was measured to be slow.
 */
const NUDGE_INTERVAL_MS = 1;

/** The report of a lost device follows the failure that it causes within milliseconds. */
const LOST_REPORT_MS = 1000;

/**
 * How often a host that waits busily looks for the end of the work. A look costs some 30 µs of a core that a software
 * adapter needs itself: at 1 ms that is 3 %, at 0.1 ms a quarter.
 */
const LONGEST_INTERVAL_MS = 1;
const SHORTEST_INTERVAL_MS = 0.1;
/** Where the moment of the end is what is measured: within 1 % of the whole, once this share of it is over. */
const ATTENTIVE_SHARE = 0.01;
const ATTENTIVE_FROM = 0.85;
/** Of an unexpectedly short or long wait. */
const UNEXPECTED_SHARE = 0.1;

export class GpuSession {
  readonly info: GPUAdapterInfo;
  readonly device: GPUDevice;
  readonly traits: DeviceTraits;
  readonly provider: GpuProvider;
  /** Set by the calibration when waiting for an empty submit takes longer than 10 ms. */
  nudgeQueue = false;
  #failure: FlopscopeError | undefined;
  #disposed = false;

  constructor(
    info: GPUAdapterInfo,
    device: GPUDevice,
    traits: DeviceTraits,
    provider: GpuProvider,
  ) {
    this.info = info;
    this.device = device;
    this.traits = traits;
    this.provider = provider;
    void device.lost.then((lost) => {
      if (this.#disposed) return;
      this.#failure = new FlopscopeError(
        'device-lost',
        `The GPU device was lost${lost.message === '' ? '' : ` (${lost.message.slice(0, 300)})`}. The driver was reset or the GPU was taken away; close other GPU-heavy programs and measure again.`,
      );
    });
    device.onuncapturederror = ({ error }) => {
      this.#failure ??= new FlopscopeError(
        'gpu-validation',
        `The GPU refused a command: ${error.message.slice(0, 600)}`,
      );
    };
  }

  /**
   * @throws FlopscopeError `device-lost` from the moment it is, `gpu-validation` once for each refused
   *   command: the next kernel may well be accepted.
   */
  check(): void {
    const failure = this.#failure;
    if (failure === undefined) return;
    if (failure.code !== 'device-lost') this.#failure = undefined;
    throw failure;
  }

  /**
   * What really happened when a run ended with `thrown`. A driver or GPU process that dies makes whatever is
   * pending fail with an error of its own before the device is reported lost.
   */
  async explain(thrown: unknown): Promise<FlopscopeError> {
    const error = asFlopscopeError(thrown);
    if (error.code !== 'internal') return error;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise((resolve) => {
      timer = setTimeout(resolve, LOST_REPORT_MS);
    });
    await Promise.race([this.device.lost, patience]);
    clearTimeout(timer);
    return this.#failure ?? error;
  }

  /**
   * Resolves when all submitted work is done.
   * @param expectedMs how long that should take.
   * @param manner attentive when the moment of completion is what is measured.
   */
  async waitForQueue(expectedMs = 0, manner: 'relaxed' | 'attentive' = 'attentive'): Promise<void> {
    const { queue } = this.device;
    let timer: ReturnType<typeof setInterval> | undefined;
    if (this.nudgeQueue) {
      timer = setInterval(() => {
        queue.submit([]);
      }, NUDGE_INTERVAL_MS);
    }
    try {
      await this.patiently(queue.onSubmittedWorkDone(), expectedMs, manner);
    } finally {
      clearInterval(timer);
    }
    this.check();
  }

  /** Awaits what the device has promised, without a busy loop where the host has one. */
  async patiently<T>(
    promise: Promise<T>,
    expectedMs = 0,
    manner: 'relaxed' | 'attentive' = 'relaxed',
  ): Promise<T> {
    const { provider } = this;
    const started = provider.now();
    const end = provider.paceWaiting?.(() =>
      lookInterval(provider.now() - started, expectedMs, manner),
    );
    try {
      return await promise;
    } finally {
      end?.();
    }
  }

  /** Copies a buffer's bytes to the CPU, from `start` on (a multiple of 4), in slices so that a large one needs no second copy of its size. */
  async readBuffer(source: GPUBuffer, byteLength: number, start = 0): Promise<ArrayBuffer> {
    const target = new Uint8Array(byteLength);
    const sliceBytes = Math.min(byteLength, MAX_STAGING_BYTES);
    const staging = this.device.createBuffer({
      label: 'readback',
      size: Math.ceil(sliceBytes / 4) * 4,
      usage: GPUBufferUsageBits.COPY_DST | GPUBufferUsageBits.MAP_READ,
    });
    try {
      for (let offset = 0; offset < byteLength; offset += sliceBytes) {
        const bytes = Math.min(sliceBytes, byteLength - offset);
        const encoder = this.device.createCommandEncoder();
        encoder.copyBufferToBuffer(source, start + offset, staging, 0, Math.ceil(bytes / 4) * 4);
        this.device.queue.submit([encoder.finish()]);
        await this.patiently(staging.mapAsync(GPUMapModeBits.READ));
        target.set(new Uint8Array(staging.getMappedRange(), 0, bytes), offset);
        staging.unmap();
      }
    } catch (cause) {
      this.check();
      throw cause;
    } finally {
      staging.destroy();
    }
    this.check();
    return target.buffer;
  }

  dispose(): void {
    this.#disposed = true;
    this.device.destroy();
  }
}

function lookInterval(
  elapsedMs: number,
  expectedMs: number,
  manner: 'relaxed' | 'attentive',
): number {
  const leftMs = expectedMs * ATTENTIVE_FROM - elapsedMs;
  const share = expectedMs > 0 && manner === 'attentive' ? ATTENTIVE_SHARE : UNEXPECTED_SHARE;
  const interval = leftMs > 0 ? leftMs : share * Math.max(expectedMs, elapsedMs);
  return Math.min(LONGEST_INTERVAL_MS, Math.max(SHORTEST_INTERVAL_MS, interval));
}

/** Large enough to be read in few steps, small enough for a phone. */
const MAX_STAGING_BYTES = 64 * 2 ** 20;

/** The flag values of the specification: Node has no global GPUBufferUsage. */
export const GPUBufferUsageBits = {
  MAP_READ: 0x1,
  COPY_SRC: 0x4,
  COPY_DST: 0x8,
  UNIFORM: 0x40,
  STORAGE: 0x80,
  QUERY_RESOLVE: 0x200,
} as const;

const GPUMapModeBits = { READ: 0x1 } as const;
