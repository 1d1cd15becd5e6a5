// Holds pruned weights at 0 while a network is tuned: after every update each pruned parameter is multiplied by its mask,
// on the GPU. A product with 0 or 1 is exact, so that what is pruned is exactly 0.
import type { KernelRates } from '../../rates/kernel-rates.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { GPUBufferUsageBits, type GpuSession } from '../device/gpu-session.ts';
import { chooseKernel } from '../executor/choose-kernel.ts';
import type { Executor } from '../executor/executor.ts';
import type { Binding } from '../executor/executor-memory.ts';
import { PipelineLibrary } from '../executor/pipeline-library.ts';
import type { Masks } from './magnitude-masks.ts';

interface MaskedValue {
  readonly pipeline: GPUComputePipeline;
  readonly bindGroup: GPUBindGroup;
  readonly workgroups: readonly [number, number, number];
  readonly parameter: Binding;
  readonly product: GPUBuffer;
}

const STORAGE = GPUBufferUsageBits.STORAGE;

export class WeightMasks {
  readonly #session: GpuSession;
  readonly #values: readonly MaskedValue[];
  readonly #buffers: readonly GPUBuffer[];

  private constructor(
    session: GpuSession,
    values: readonly MaskedValue[],
    buffers: readonly GPUBuffer[],
  ) {
    this.#session = session;
    this.#values = values;
    this.#buffers = buffers;
  }

  /** @throws FlopscopeError `internal` for a mask of another length than its parameter, or as `chooseKernel`. */
  static async create(
    session: GpuSession,
    executor: Executor,
    masks: Masks,
    rates?: KernelRates,
  ): Promise<WeightMasks> {
    const library = new PipelineLibrary(session.device);
    const buffers: GPUBuffer[] = [];
    const values: MaskedValue[] = [];
    const create = (label: string, size: number, usage: number) => {
      const buffer = session.device.createBuffer({ label, size, usage: STORAGE | usage });
      buffers.push(buffer);
      return buffer;
    };
    try {
      for (const [id, mask] of masks) {
        const value = executor.program.parameters.get(id);
        if (value?.length !== mask.length) {
          throw new FlopscopeError('internal', `The mask of "${id}" has another length than it.`);
        }
        const columns = mask.length;
        const { descriptor, tunables } = chooseKernel(
          session,
          { op: 'elementwise', kind: 'multiply', rows: 1, columns, precision: 'f32' },
          rates,
        );
        const plan = descriptor.plan(
          { op: 'elementwise', kind: 'multiply', rows: 1, columns, precision: 'f32' },
          tunables,
        );
        const [pass] = plan.passes;
        const [pipeline] = await library.pipelinesOf(plan);
        if (pass === undefined || pipeline === undefined || plan.passes.length > 1) {
          throw new FlopscopeError('internal', 'A product of two tensors takes one pass.');
        }
        const parameter = executor.binding(value);
        const factor = create('mask', mask.byteLength, GPUBufferUsageBits.COPY_DST);
        const product = create('masked weights', mask.byteLength, GPUBufferUsageBits.COPY_SRC);
        session.device.queue.writeBuffer(factor, 0, mask);
        const bound: Readonly<Record<string, GPUBufferBinding | undefined>> = {
          x: parameter,
          operand: { buffer: factor },
          y: { buffer: product },
        };
        const bindGroup = session.device.createBindGroup({
          layout: pipeline.getBindGroupLayout(0),
          entries: pass.bindings.map((name, binding) => ({
            binding,
            resource: bound[name] ?? { buffer: product },
          })),
        });
        values.push({ pipeline, bindGroup, workgroups: pass.workgroups, parameter, product });
      }
    } catch (thrown) {
      for (const buffer of buffers) buffer.destroy();
      throw thrown;
    }
    return new WeightMasks(session, values, buffers);
  }

  /** Submitted behind the update, and so done before the next step reads a weight. */
  apply(): void {
    const { device } = this.#session;
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (const { pipeline, bindGroup, workgroups } of this.#values) {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindGroup);
      pass.dispatchWorkgroups(...workgroups);
    }
    pass.end();
    for (const { parameter, product } of this.#values) {
      const { buffer, offset } = parameter;
      encoder.copyBufferToBuffer(product, 0, buffer, offset, product.size);
    }
    device.queue.submit([encoder.finish()]);
  }

  dispose(): void {
    for (const buffer of this.#buffers) buffer.destroy();
  }
}
