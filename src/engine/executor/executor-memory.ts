// The buffers of a program on a device: those of the memory plan, and the state of the optimizer.
import type { KernelPlan } from '../../kernels/descriptor.ts';
import type { MemoryPlan, Place } from '../../models/program/plan-memory.ts';
import type { Value } from '../../models/program/program.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { GPUBufferUsageBits, type GpuSession } from '../device/gpu-session.ts';
import { bufferBytes } from '../kernels/buffer-data.ts';

const USAGE =
  GPUBufferUsageBits.STORAGE | GPUBufferUsageBits.COPY_DST | GPUBufferUsageBits.COPY_SRC;

export interface Binding {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly size: number;
}

/** Bytes of the scratch buffers that a kernel needs while it runs. */
export function scratchBytes(plan: KernelPlan): readonly number[] {
  return plan.buffers.filter((buffer) => buffer.role === 'scratch').map(bufferBytes);
}

export class ExecutorMemory {
  readonly plan: MemoryPlan;
  /** Everything that was allocated, in bytes. */
  readonly bytes: number;
  readonly #buffers: readonly GPUBuffer[];
  /** One for each parameter buffer and moment: [moment][buffer]. */
  readonly #moments: readonly ReadonlyMap<number, GPUBuffer>[];

  private constructor(
    plan: MemoryPlan,
    bytes: number,
    buffers: readonly GPUBuffer[],
    moments: readonly ReadonlyMap<number, GPUBuffer>[],
  ) {
    this.plan = plan;
    this.bytes = bytes;
    this.#buffers = buffers;
    this.#moments = moments;
  }

  /**
   * @param moments how many f32 values the optimizer keeps for each parameter.
   * @throws FlopscopeError `out-of-memory` when the device has no room; nothing stays allocated.
   */
  static async allocate(
    session: GpuSession,
    plan: MemoryPlan,
    moments: number,
  ): Promise<ExecutorMemory> {
    const { device } = session;
    const made: GPUBuffer[] = [];
    let bytes = 0;
    const create = (label: string, size: number) => {
      const buffer = device.createBuffer({ label, size: Math.max(4, size), usage: USAGE });
      made.push(buffer);
      bytes += size;
      return buffer;
    };
    device.pushErrorScope('out-of-memory');
    device.pushErrorScope('validation');
    let failure: unknown;
    let memory: ExecutorMemory | undefined;
    try {
      const buffers = plan.buffers.map(({ kind, bytes: size }) => create(kind, size));
      const state = Array.from({ length: moments }, () => {
        const perBuffer = plan.buffers.flatMap(({ kind, bytes: size }, index) =>
          kind === 'parameters' ? [[index, create('moment', size)] as const] : [],
        );
        return new Map(perBuffer);
      });
      memory = new ExecutorMemory(plan, bytes, buffers, state);
    } catch (thrown) {
      failure = thrown;
    }
    const problems = [await device.popErrorScope(), await device.popErrorScope()];
    const refused = problems.find((problem) => problem !== null);
    if (memory !== undefined && refused === undefined) return memory;
    for (const buffer of made) buffer.destroy();
    session.check();
    throw new FlopscopeError(
      'out-of-memory',
      `The GPU has no room for the ${Math.round(bytes / 1e6)} MB of this training step. Choose a smaller batch or a smaller model.`,
      { cause: failure ?? refused },
    );
  }

  place(value: Value): Place {
    const place = this.plan.places[value.index];
    if (place !== undefined) return place;
    throw new FlopscopeError('internal', `The value "${value.name}" has no place in memory.`);
  }

  binding(value: Value): Binding {
    const { buffer, offset, bytes } = this.place(value);
    return { buffer: this.#buffer(buffer), offset, size: bytes };
  }

  /** The n-th scratch of a dispatch. */
  scratch(dispatch: number, index: number): Binding {
    const place = this.plan.scratch[dispatch]?.[index];
    if (place === undefined) {
      throw new FlopscopeError('internal', `Dispatch ${dispatch} has no scratch ${index}.`);
    }
    return { buffer: this.#buffer(place.buffer), offset: place.offset, size: place.bytes };
  }

  /** Parameter buffers with their gradients and moments, all of the same layout. */
  trained(): readonly {
    readonly parameters: GPUBuffer;
    readonly gradients: GPUBuffer;
    readonly moments: readonly GPUBuffer[];
    readonly bytes: number;
  }[] {
    const indicesOf = (kind: 'parameters' | 'gradients') =>
      this.plan.buffers.flatMap((buffer, index) => (buffer.kind === kind ? [index] : []));
    const gradients = indicesOf('gradients');
    return indicesOf('parameters').map((index, order) => ({
      parameters: this.#buffer(index),
      gradients: this.#buffer(gradients[order] ?? -1),
      moments: this.#moments.flatMap((buffers) => buffers.get(index) ?? []),
      bytes: this.plan.buffers[index]?.bytes ?? 0,
    }));
  }

  dispose(): void {
    const moments = this.#moments.flatMap((buffers) => [...buffers.values()]);
    for (const buffer of [...this.#buffers, ...moments]) buffer.destroy();
  }

  #buffer(index: number): GPUBuffer {
    const buffer = this.#buffers[index];
    if (buffer !== undefined) return buffer;
    throw new FlopscopeError('internal', `There is no buffer ${index}.`);
  }
}
