// Runs a program on a device: forward, backward and the update of the weights, step after step.
import type { ShaderPass } from '../../kernels/descriptor.ts';
import { packWeights } from '../../models/program/packed-weights/pack-weights.ts';
import type { MemoryPlan } from '../../models/program/plan-memory.ts';
import type { Dispatch, Program, Value } from '../../models/program/program.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { Problem } from '../../shared/problem.ts';
import type { GpuSession } from '../device/gpu-session.ts';
import type { Binding, ExecutorMemory } from './executor-memory.ts';
import { layerSeed } from './layer-seed.ts';
import { type Optimizer, optimizerRates } from './optimizer.ts';
import type { SubmitPlanner } from './submit-planner.ts';

/** A kernel with all its buffers, ready to be encoded. */
export interface ReadyDispatch {
  readonly passes: readonly {
    readonly pipeline: GPUComputePipeline;
    readonly bindGroup: GPUBindGroup;
    readonly workgroups: ShaderPass['workgroups'];
  }[];
}

/** One kernel that a step runs. */
export interface ExecutedKernel {
  readonly layer: string;
  readonly pass: Dispatch['pass'];
  readonly problem: Problem;
  readonly kernel: string;
  readonly parameters: Readonly<Record<string, number>>;
}

export class Executor {
  readonly program: Program;
  readonly memoryPlan: MemoryPlan;
  /** Bytes that were allocated: the plan, scratch and the optimizer's state. */
  readonly allocatedBytes: number;
  /** Wall time of compiling the shaders. */
  readonly compileMs: number;
  /** In the order of a step, the optimizer's last. */
  readonly kernels: readonly ExecutedKernel[];
  readonly #session: GpuSession;
  readonly #memory: ExecutorMemory;
  readonly #dispatches: readonly ReadyDispatch[];
  readonly #submits: SubmitPlanner;
  readonly #optimizer: Optimizer | undefined;
  readonly #rates: GPUBuffer;
  /** By layer: the uniform that its random draws start from. */
  readonly #seeds: ReadonlyMap<string, GPUBuffer>;
  readonly #uniforms: readonly GPUBuffer[];
  #steps = 0;
  /** Of the step before: how long the next one should take. */
  #stepMs = 0;

  /** See `createExecutor`. */
  constructor(parts: ExecutorParts) {
    this.program = parts.program;
    this.memoryPlan = parts.memory.plan;
    this.allocatedBytes = parts.memory.bytes;
    this.compileMs = parts.compileMs;
    this.kernels = parts.kernels;
    this.#session = parts.session;
    this.#memory = parts.memory;
    this.#dispatches = parts.dispatches;
    this.#submits = parts.submits;
    this.#optimizer = parts.optimizer;
    this.#rates = parts.rates;
    this.#seeds = parts.seeds;
    this.#uniforms = parts.uniforms;
  }

  /** Number of steps that ran since the training began. */
  get steps(): number {
    return this.#steps;
  }

  write(value: Value, data: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>): void {
    if (data.length !== value.length) {
      throw new FlopscopeError(
        'invalid-input',
        `"${value.name}" holds ${value.length} values, and ${data.length} were given.`,
      );
    }
    const { buffer, offset } = this.#memory.binding(value);
    this.#session.device.queue.writeBuffer(buffer, offset, data);
  }

  async read(value: Value): Promise<Float32Array<ArrayBuffer>> {
    const { buffer, offset, size } = this.#memory.binding(value);
    const bytes = await this.#session.readBuffer(buffer, size, offset);
    return new Float32Array(bytes, 0, value.length);
  }

  /**
   * Fills parameters, and sets states to what they hold at first. Moments start at 0.
   * @param parameters dense: what the program stores pruned or quantized is packed from them.
   */
  initialise(parameters: ReadonlyMap<string, Float32Array<ArrayBuffer>>): void {
    for (const [id, value] of this.program.parameters) {
      const data = parameters.get(id);
      if (data !== undefined) this.write(value, data);
    }
    for (const { parameter, problem, values } of this.program.packed) {
      const dense = parameters.get(parameter);
      if (dense === undefined) continue;
      const packed = packWeights(problem, dense);
      for (const [name, value] of Object.entries(values)) {
        const data = packed[name];
        if (data !== undefined) this.write(value, data);
      }
    }
    for (const state of this.program.states.values()) {
      const { initial = 0, length } = state;
      this.write(
        state,
        typeof initial === 'number' ? new Float32Array(length).fill(initial) : initial(),
      );
    }
  }

  /** Where a value lies, for kernels that run between steps. */
  binding(value: Value): Binding {
    return this.#memory.binding(value);
  }

  /** Forgets the optimizer's moments, so that the next step is the first of another training. */
  restart(): void {
    const { device } = this.#session;
    const encoder = device.createCommandEncoder();
    for (const { moments } of this.#memory.trained()) {
      for (const moment of moments) encoder.clearBuffer(moment);
    }
    device.queue.submit([encoder.finish()]);
    this.#steps = 0;
  }

  /**
   * One step: every dispatch and the update. Resolves when the GPU is done.
   * @param learningRate of this step; the optimizer's own when absent.
   * @returns wall milliseconds from the first submit to the end of the last.
   * @throws FlopscopeError `device-lost`, `gpu-validation`, or `invalid-input` before a dispatch that would
   *   outlast a watchdog.
   */
  async step(learningRate?: number): Promise<number> {
    this.#steps++;
    this.#writeUniforms(learningRate);
    const { provider } = this.#session;
    const started = provider.now();
    const total = this.#dispatches.length;
    const { learnt } = this.#submits;
    for (let from = 0; from < total;) {
      const to = this.#submits.end(from);
      const submitted = provider.now();
      this.#submit(from, to);
      // Until the rates are known, every submit is waited for and teaches the next one its length.
      if (!learnt) {
        await this.#session.waitForQueue();
        this.#submits.learn(from, to, provider.now() - submitted);
      }
      from = to;
    }
    await this.#session.waitForQueue(this.#stepMs);
    const ms = provider.now() - started;
    this.#stepMs = ms;
    this.#submits.finish(ms);
    return ms;
  }

  /** The losses of the latest step, one for each example. */
  async losses(): Promise<Float32Array> {
    const [losses] = this.program.losses.values();
    return losses === undefined ? new Float32Array() : this.read(losses);
  }

  /** @throws FlopscopeError `diverged` when the mean loss of the latest step is no number. */
  async meanLoss(): Promise<number> {
    const losses = await this.losses();
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    if (Number.isFinite(mean)) return mean;
    throw new FlopscopeError(
      'diverged',
      `The loss is ${String(mean)} at step ${this.#steps}: the training diverged. Choose a smaller learning rate.`,
    );
  }

  dispose(): void {
    this.#memory.dispose();
    for (const buffer of this.#uniforms) buffer.destroy();
  }

  #writeUniforms(learningRate: number | undefined): void {
    const { queue } = this.#session.device;
    if (this.#optimizer !== undefined) {
      const rates = optimizerRates(this.#optimizer, this.#steps, learningRate);
      queue.writeBuffer(this.#rates, 0, Float32Array.from(rates));
    }
    for (const [layer, buffer] of this.#seeds) {
      queue.writeBuffer(buffer, 0, Uint32Array.of(this.#steps, layerSeed(layer)));
    }
  }

  #submit(from: number, to: number): void {
    const { device } = this.#session;
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (let index = from; index < to; index++) {
      for (const { pipeline, bindGroup, workgroups } of this.#dispatches[index]?.passes ?? []) {
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, bindGroup);
        pass.dispatchWorkgroups(...workgroups);
      }
    }
    pass.end();
    device.queue.submit([encoder.finish()]);
  }
}

export interface ExecutorParts {
  readonly session: GpuSession;
  readonly program: Program;
  readonly memory: ExecutorMemory;
  readonly dispatches: readonly ReadyDispatch[];
  readonly kernels: readonly ExecutedKernel[];
  readonly submits: SubmitPlanner;
  readonly optimizer: Optimizer | undefined;
  readonly rates: GPUBuffer;
  readonly seeds: ReadonlyMap<string, GPUBuffer>;
  readonly uniforms: readonly GPUBuffer[];
  readonly compileMs: number;
}
