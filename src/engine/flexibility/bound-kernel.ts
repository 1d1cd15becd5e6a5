// A kernel of the lab with buffers of one's own, outside of a network: chosen, compiled and ready to be encoded.
import type { Problem } from '../../shared/problem.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { KernelRates } from '../../rates/kernel-rates.ts';
import { GPUBufferUsageBits, type GpuSession } from '../device/gpu-session.ts';
import { chooseKernel } from '../executor/choose-kernel.ts';
import type { PipelineLibrary } from '../executor/pipeline-library.ts';
import { bufferBytes, uniformBytes } from '../kernels/buffer-data.ts';

interface BoundPass {
  readonly pipeline: GPUComputePipeline;
  readonly bindGroup: GPUBindGroup;
  readonly workgroups: readonly [number, number, number];
}

export interface BoundKernel {
  encode(pass: GPUComputePassEncoder): void;
}

export interface KernelShop {
  readonly session: GpuSession;
  readonly library: PipelineLibrary;
  readonly rates?: KernelRates;
  /** Keeps a buffer until the end. */
  readonly create: (label: string, bytes: number, usage: number) => GPUBuffer;
}

/**
 * @param operands buffers by the names of the problem's schema; scratch and uniforms that are not given are made.
 * @throws FlopscopeError as `chooseKernel` and `compilePass`, `internal` for an operand that is missing.
 */
export async function bindKernel(
  { session, library, rates, create }: KernelShop,
  problem: Problem,
  operands: Readonly<Record<string, GPUBuffer>>,
): Promise<BoundKernel> {
  const { descriptor, tunables } = chooseKernel(session, problem, rates);
  const plan = descriptor.plan(problem, tunables);
  const pipelines = await library.pipelinesOf(plan);
  const buffers = new Map(Object.entries(operands));
  for (const spec of plan.buffers) {
    if (buffers.has(spec.name)) continue;
    if (spec.role === 'scratch') {
      buffers.set(spec.name, create(spec.name, bufferBytes(spec), GPUBufferUsageBits.STORAGE));
    } else if (spec.role === 'uniform') {
      const usage = GPUBufferUsageBits.UNIFORM | GPUBufferUsageBits.COPY_DST;
      const buffer = create(spec.name, Math.max(16, 4 * spec.values.length), usage);
      session.device.queue.writeBuffer(buffer, 0, uniformBytes(spec, spec.values));
      buffers.set(spec.name, buffer);
    }
  }
  const passes = plan.passes.map((pass, index): BoundPass => {
    const pipeline = pipelines[index];
    if (pipeline === undefined) {
      throw new FlopscopeError('internal', `"${pass.label}" was not compiled.`);
    }
    const entries = pass.bindings.map((name, binding) => {
      const buffer = buffers.get(name);
      if (buffer !== undefined) return { binding, resource: { buffer } };
      throw new FlopscopeError('internal', `"${pass.label}" was given no buffer "${name}".`);
    });
    const layout = pipeline.getBindGroupLayout(0);
    const bindGroup = session.device.createBindGroup({ layout, entries });
    return { pipeline, bindGroup, workgroups: pass.workgroups };
  });
  return {
    encode(encoder) {
      for (const { pipeline, bindGroup, workgroups } of passes) {
        encoder.setPipeline(pipeline);
        encoder.setBindGroup(0, bindGroup);
        encoder.dispatchWorkgroups(...workgroups);
      }
    },
  };
}
