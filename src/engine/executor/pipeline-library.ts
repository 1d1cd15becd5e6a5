// Compiles every shader of a program once, however many layers use it.
import type { KernelPlan, ShaderPass } from '../../kernels/descriptor.ts';
import { compilePass } from '../kernels/compile-pass.ts';

export class PipelineLibrary {
  readonly #device: GPUDevice;
  readonly #compiled = new Map<string, Promise<GPUComputePipeline>>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** @throws FlopscopeError `shader-compilation`. */
  async pipelinesOf(plan: KernelPlan): Promise<readonly GPUComputePipeline[]> {
    const pipelines: GPUComputePipeline[] = [];
    for (const pass of plan.passes) pipelines.push(await this.#pipelineOf(pass, plan));
    return pipelines;
  }

  #pipelineOf(pass: ShaderPass, plan: KernelPlan): Promise<GPUComputePipeline> {
    // The layout follows from the code's own bindings, so that code and overrides name a pipeline.
    const key = `${JSON.stringify(pass.overrides ?? {})} ${pass.code}`;
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    const compiling = compilePass(this.#device, pass, plan).then(({ time }) => time);
    this.#compiled.set(key, compiling);
    return compiling;
  }
}
