// Draws designs on the GPU and keeps only what estimates need of them: the Gram matrix, added up chunk by chunk so that
// memory does not grow with the number of samples, and the first samples themselves.
import { type FlexibilityPlan, RESPONSES } from '../../models/flexibility/flexibility-plan.ts';
import type { FewSamples, FoldedMoments, Moments } from '../../models/flexibility/estimate-all.ts';
import { sumMoments } from '../../models/flexibility/sum-moments.ts';
import type { KernelRates } from '../../rates/kernel-rates.ts';
import { FlopscopeError, throwIfAborted } from '../../shared/errors.ts';
import type { GpuSession } from '../device/gpu-session.ts';
import { PipelineLibrary } from '../executor/pipeline-library.ts';
import type { BoundKernel } from './bound-kernel.ts';
import {
  allocateGram,
  bindGram,
  BYTES,
  type GramBuffers,
  type GramKernels,
  keptRows,
} from './gram-parts.ts';

export interface GramOptions {
  readonly rates?: KernelRates;
  readonly signal?: AbortSignal;
}

interface FoldState {
  readonly rows: number;
  readonly current: 0 | 1;
}

const START: FoldState = { rows: 0, current: 0 };

/** Between two looks at whether the run was stopped. */
const CHUNKS_PER_WAIT = 4;

export class GramLab {
  readonly #session: GpuSession;
  readonly #plan: FlexibilityPlan;
  readonly #signal: AbortSignal | undefined;
  readonly #owned: readonly GPUBuffer[];
  readonly #buffers: GramBuffers;
  readonly #kernels: GramKernels;
  /** Samples whose rows are kept: the largest size below the number of parameters. */
  readonly #kept: number;
  /** Samples of each fold, and where its sums so far are. */
  readonly #folds: FoldState[];
  #repeat = 0;
  #rows = 0;

  private constructor(
    session: GpuSession,
    plan: FlexibilityPlan,
    signal: AbortSignal | undefined,
    made: {
      readonly owned: readonly GPUBuffer[];
      readonly buffers: GramBuffers;
      readonly kernels: GramKernels;
    },
  ) {
    this.#session = session;
    this.#plan = plan;
    this.#signal = signal;
    this.#owned = made.owned;
    this.#buffers = made.buffers;
    this.#kernels = made.kernels;
    this.#kept = keptRows(plan);
    this.#folds = made.buffers.folds.map(() => START);
  }

  /** @throws FlopscopeError `out-of-memory`, `unsupported-model` or `shader-compilation`; nothing stays allocated. */
  static async create(
    session: GpuSession,
    plan: FlexibilityPlan,
    { rates, signal }: GramOptions = {},
  ): Promise<GramLab> {
    const owned: GPUBuffer[] = [];
    const { device } = session;
    const create = (label: string, bytes: number, usage: number) => {
      const buffer = device.createBuffer({ label, size: Math.max(16, bytes), usage });
      owned.push(buffer);
      return buffer;
    };
    try {
      device.pushErrorScope('out-of-memory');
      const buffers = allocateGram(plan, create);
      const refused = await device.popErrorScope();
      if (refused !== null) {
        throw new FlopscopeError(
          'out-of-memory',
          `The GPU has no room for the matrices of ${plan.parameters} parameters. Close other GPU-heavy programs.`,
        );
      }
      const shop = {
        session,
        library: new PipelineLibrary(device),
        create,
        ...(rates === undefined ? {} : { rates }),
      };
      const kernels = await session.patiently(bindGram(shop, plan, buffers));
      return new GramLab(session, plan, signal, { owned, buffers, kernels });
    } catch (thrown) {
      for (const buffer of owned) buffer.destroy();
      throw thrown;
    }
  }

  /** Begins another design. */
  begin(repeat: number): void {
    this.#repeat = repeat;
    this.#rows = 0;
    const encoder = this.#session.device.createCommandEncoder();
    for (const [place, { grams, crosses }] of this.#buffers.folds.entries()) {
      this.#folds[place] = START;
      encoder.clearBuffer(grams[0]);
      encoder.clearBuffer(crosses[0]);
    }
    this.#session.device.queue.submit([encoder.finish()]);
  }

  /**
   * Draws samples until there are so many; each fold gets its share of the new ones.
   * @throws FlopscopeError `aborted` or `device-lost`.
   */
  async drawUntil(samples: number): Promise<void> {
    const { chunkRows } = this.#plan;
    const before = this.#rows;
    let chunks = 0;
    for (const fold of this.#folds.keys()) {
      const end = before + Math.round(((fold + 1) * (samples - before)) / this.#folds.length);
      while (this.#rows < end) {
        throwIfAborted(this.#signal);
        this.#add(Math.min(chunkRows, end - this.#rows), fold);
        chunks++;
        if (chunks % CHUNKS_PER_WAIT === 0) await this.#session.waitForQueue(0, 'relaxed');
      }
    }
  }

  async moments(): Promise<FoldedMoments> {
    const folds: Moments[] = [];
    const { parameters } = this.#plan;
    for (const [place, { grams, crosses }] of this.#buffers.folds.entries()) {
      const { rows, current } = this.#folds[place] ?? START;
      folds.push({
        samples: rows,
        gram: await this.#read(grams[current], parameters ** 2),
        noiseCross: await this.#read(crosses[current], parameters * RESPONSES),
      });
    }
    return { ...sumMoments(folds), folds };
  }

  /** The samples that are kept. @throws FlopscopeError `internal` before all of them were drawn. */
  async fewSamples(): Promise<FewSamples> {
    const rows = this.#kept;
    if (rows === 0 || this.#rows < rows) {
      throw new FlopscopeError('internal', `Only ${this.#rows} of ${rows} samples were drawn.`);
    }
    const { firstDesign, firstNoise, dual } = this.#buffers;
    this.#submit([this.#kernels.dual]);
    return {
      rows,
      design: await this.#read(firstDesign, rows * this.#plan.parameters),
      noise: await this.#read(firstNoise, rows * RESPONSES),
      dual: await this.#read(dual, rows ** 2),
    };
  }

  dispose(): void {
    for (const buffer of this.#owned) buffer.destroy();
  }

  /** Rows behind the drawn ones are zeros, and add nothing to a sum of products. */
  #add(rows: number, fold: number): void {
    const { parameters, seed } = this.#plan;
    const { design, noise, designSeed, noiseSeed, firstDesign, firstNoise } = this.#buffers;
    const { queue } = this.#session.device;
    const draws = [
      { uniform: designSeed, width: parameters, source: design, kept: firstDesign },
      { uniform: noiseSeed, width: RESPONSES, source: noise, kept: firstNoise },
    ];
    for (const [stream, { uniform, width }] of draws.entries()) {
      const fours = width / 4;
      const words = [seed, 2 * this.#repeat + stream, this.#rows * fours, rows * fours];
      queue.writeBuffer(uniform, 0, Uint32Array.from(words));
    }
    const keeping = Math.min(rows, this.#kept - this.#rows);
    const state = this.#folds[fold];
    const sums = this.#kernels.sums[fold];
    if (state === undefined || sums === undefined) {
      throw new FlopscopeError('internal', `There is no fold ${fold}.`);
    }
    this.#submit([...this.#kernels.draws, ...sums[state.current]], (encoder) => {
      if (keeping <= 0) return;
      for (const { width, source, kept } of draws) {
        const bytes = width * BYTES;
        encoder.copyBufferToBuffer(source, 0, kept, this.#rows * bytes, keeping * bytes);
      }
    });
    this.#folds[fold] = { rows: state.rows + rows, current: state.current === 0 ? 1 : 0 };
    this.#rows += rows;
  }

  #submit(kernels: readonly BoundKernel[], after?: (encoder: GPUCommandEncoder) => void): void {
    const { device } = this.#session;
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (const kernel of kernels) kernel.encode(pass);
    pass.end();
    after?.(encoder);
    device.queue.submit([encoder.finish()]);
  }

  async #read(buffer: GPUBuffer, length: number): Promise<Float32Array> {
    return new Float32Array(await this.#session.readBuffer(buffer, length * BYTES));
  }
}
