// Makes a program ready on a device: chooses and compiles its kernels, allocates the planned memory, binds one
// to the other.
import type { KernelPlan } from '../../kernels/descriptor.ts';
import { type MemoryPlan, planMemory } from '../../models/program/plan-memory.ts';
import type { Program, Value } from '../../models/program/program.ts';
import { FlopscopeError, throwIfAborted } from '../../shared/errors.ts';
import type { KernelRates } from '../../rates/kernel-rates.ts';
import type { Problem } from '../../shared/problem.ts';
import { GPUBufferUsageBits, type GpuSession } from '../device/gpu-session.ts';
import { isSoftwareAdapter } from '../device/identity.ts';
import { uniformBytes } from '../kernels/buffer-data.ts';
import type { Candidate } from '../../kernels/candidates.ts';
import { chooseKernel } from './choose-kernel.ts';
import { Executor, type ReadyDispatch } from './executor.ts';
import { type Binding, ExecutorMemory, scratchBytes } from './executor-memory.ts';
import { type Optimizer, OPTIMIZER_MOMENTS, optimizerProblem } from './optimizer.ts';
import { PipelineLibrary } from './pipeline-library.ts';
import { SubmitPlanner } from './submit-planner.ts';

export interface ExecutorOptions {
  /** Absent: gradients are computed and nothing is updated. */
  readonly optimizer?: Optimizer;
  /** What was measured on this device: it decides which kernel runs a layer. */
  readonly rates?: KernelRates;
  readonly signal?: AbortSignal;
  /** Fraction of the preparation, and what is being done. */
  readonly onProgress?: (fraction: number, detail: string) => void;
}

interface Choice extends Candidate {
  readonly plan: KernelPlan;
}

/** Drivers compile on several threads; a few at a time leave a cancelled run soon. */
const COMPILED_TOGETHER = 6;

/** Bytes of the uniform `rates`: seven values, rounded up to whole vectors. */
const RATES_BYTES = 32;

/**
 * Chooses and compiles the kernels, and allocates the memory.
 * @throws FlopscopeError `unsupported-model`, `shader-compilation`, `out-of-memory` or `aborted`; nothing stays
 *   allocated.
 */
export async function createExecutor(
  session: GpuSession,
  program: Program,
  options: ExecutorOptions = {},
): Promise<Executor> {
  return new Preparation(session, program, options).finish();
}

export function limitsOf({ device }: Pick<GpuSession, 'device'>) {
  const { maxStorageBufferBindingSize, maxBufferSize, minStorageBufferOffsetAlignment } =
    device.limits;
  return {
    maxBindingBytes: Math.min(maxStorageBufferBindingSize, maxBufferSize),
    offsetAlignment: minStorageBufferOffsetAlignment,
  };
}

/** What is needed only until the executor stands. */
class Preparation {
  readonly #session: GpuSession;
  readonly #program: Program;
  readonly #options: ExecutorOptions;
  readonly #library: PipelineLibrary;
  readonly #choices = new Map<string, Choice>();
  readonly #uniforms: GPUBuffer[] = [];
  readonly #seeds = new Map<string, GPUBuffer>();

  constructor(session: GpuSession, program: Program, options: ExecutorOptions) {
    this.#session = session;
    this.#program = program;
    this.#options = options;
    this.#library = new PipelineLibrary(session.device);
  }

  async finish(): Promise<Executor> {
    const { optimizer } = this.#options;
    const layered = this.#program.dispatches.map((dispatch) => this.#choose(dispatch.problem));
    const memoryPlan = planMemory(
      this.#program,
      limitsOf(this.#session),
      layered.map(({ plan }) => scratchBytes(plan)),
    );
    const updateProblems = this.#updateProblems(memoryPlan);
    const updates = updateProblems.map((problem) => this.#choose(problem));
    const choices = [...layered, ...updates];
    const compileMs = await this.#compile(choices);
    const memory = await ExecutorMemory.allocate(
      this.#session,
      memoryPlan,
      optimizer === undefined ? 0 : OPTIMIZER_MOMENTS[optimizer.name],
    );
    try {
      const rates = this.#uniform('rates', RATES_BYTES);
      const dispatches = await this.#bindAll(memory, layered, updates, rates);
      this.#session.check();
      const layers = [
        ...this.#program.dispatches.map(({ layer, pass, problem }) => ({ layer, pass, problem })),
        ...updateProblems.map((problem) => ({
          layer: '',
          pass: 'optimizer' as const,
          problem,
        })),
      ];
      return new Executor({
        session: this.#session,
        program: this.#program,
        memory,
        dispatches,
        kernels: layers.map((each, index) => ({
          ...each,
          kernel: choices[index]?.descriptor.id ?? '',
          parameters: { ...choices[index]?.tunables },
        })),
        submits: new SubmitPlanner(
          choices.map(({ plan }) => plan),
          layers.map(({ layer }) => layer),
          isSoftwareAdapter(this.#session.info),
        ),
        optimizer,
        rates,
        seeds: this.#seeds,
        uniforms: this.#uniforms,
        compileMs,
      });
    } catch (thrown) {
      memory.dispose();
      for (const buffer of this.#uniforms) buffer.destroy();
      throw thrown;
    }
  }

  /** One update for each parameter buffer. */
  #updateProblems({ buffers }: MemoryPlan): readonly Problem[] {
    const { optimizer } = this.#options;
    if (optimizer === undefined) return [];
    return buffers
      .filter(({ kind }) => kind === 'parameters')
      .map(({ bytes }) => optimizerProblem(optimizer, bytes / 4));
  }

  #choose(problem: Problem): Choice {
    const key = JSON.stringify(problem);
    const known = this.#choices.get(key);
    if (known !== undefined) return known;
    const candidate = chooseKernel(this.#session, problem, this.#options.rates);
    const choice = {
      ...candidate,
      plan: candidate.descriptor.plan(problem, candidate.tunables),
    };
    this.#choices.set(key, choice);
    return choice;
  }

  async #compile(choices: readonly Choice[]): Promise<number> {
    const { provider, device } = this.#session;
    const { signal, onProgress } = this.#options;
    const started = provider.now();
    const distinct = [...new Set(choices)];
    device.pushErrorScope('validation');
    try {
      for (let index = 0; index < distinct.length; index += COMPILED_TOGETHER) {
        throwIfAborted(signal);
        const group = distinct.slice(index, index + COMPILED_TOGETHER);
        onProgress?.(index / distinct.length, `Compiling ${group[0]?.descriptor.label ?? ''}`);
        await this.#session.patiently(
          Promise.all(group.map(({ plan }) => this.#library.pipelinesOf(plan))),
        );
      }
    } finally {
      await device.popErrorScope();
    }
    this.#session.check();
    return provider.now() - started;
  }

  async #bindAll(
    memory: ExecutorMemory,
    layered: readonly Choice[],
    updates: readonly Choice[],
    rates: GPUBuffer,
  ): Promise<readonly ReadyDispatch[]> {
    const ready: ReadyDispatch[] = [];
    for (const [index, dispatch] of this.#program.dispatches.entries()) {
      const choice = layered[index];
      if (choice === undefined) continue;
      const operands = { ...dispatch.reads, ...dispatch.writes, ...dispatch.updates };
      ready.push(
        await this.#bind(memory, choice, { layer: dispatch.layer, index }, (name) => {
          const value = operands[name];
          return value === undefined ? undefined : this.#checked(memory, value, choice, name);
        }),
      );
    }
    const trained = updates.length === 0 ? [] : memory.trained();
    for (const [index, { parameters, gradients, moments, bytes }] of trained.entries()) {
      const choice = updates[index];
      if (choice === undefined) continue;
      const named: Readonly<Record<string, GPUBuffer | undefined>> = {
        rates,
        gradient: gradients,
        parameter: parameters,
        mean: moments[0],
        square: moments[1],
      };
      ready.push(
        await this.#bind(memory, choice, { layer: '', index: -1 }, (name) => {
          const buffer = named[name];
          const size = name === 'rates' ? RATES_BYTES : bytes;
          return buffer === undefined ? undefined : { buffer, offset: 0, size };
        }),
      );
    }
    return ready;
  }

  /** A kernel that expects another length would read its neighbours. */
  #checked(memory: ExecutorMemory, value: Value, { plan, descriptor }: Choice, name: string) {
    const spec = plan.buffers.find((buffer) => buffer.name === name);
    if (spec === undefined || spec.role === 'uniform' || spec.length !== value.length) {
      throw new FlopscopeError(
        'internal',
        `${descriptor.id} expects ${spec === undefined || spec.role === 'uniform' ? 'no' : spec.length} values as "${name}"; "${value.name}" has ${value.length}.`,
      );
    }
    return memory.binding(value);
  }

  async #bind(
    memory: ExecutorMemory,
    { plan, descriptor }: Choice,
    { layer, index: dispatch }: { readonly layer: string; readonly index: number },
    operand: (name: string) => Binding | undefined,
  ): Promise<ReadyDispatch> {
    const pipelines = await this.#library.pipelinesOf(plan);
    const scratch = plan.buffers.filter((buffer) => buffer.role === 'scratch');
    const resourceOf = (name: string): GPUBufferBinding => {
      const given = operand(name);
      if (given !== undefined) return given;
      const place = scratch.findIndex((buffer) => buffer.name === name);
      if (place >= 0) return memory.scratch(dispatch, place);
      const spec = plan.buffers.find((buffer) => buffer.name === name);
      if (spec?.role === 'uniform') {
        return { buffer: this.#uniformOf(layer, name, uniformBytes(spec, spec.values)) };
      }
      throw new FlopscopeError('internal', `${descriptor.id} was given no "${name}".`);
    };
    const passes = plan.passes.map((pass, index) => {
      const pipeline = pipelines[index];
      if (pipeline === undefined) {
        throw new FlopscopeError('internal', `"${pass.label}" was not compiled.`);
      }
      const bindGroup = this.#session.device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: pass.bindings.map((name, binding) => ({ binding, resource: resourceOf(name) })),
      });
      return { pipeline, bindGroup, workgroups: pass.workgroups };
    });
    return { passes };
  }

  #uniformOf(layer: string, name: string, contents: ArrayBuffer): GPUBuffer {
    if (name === 'seed') {
      const known = this.#seeds.get(layer);
      if (known !== undefined) return known;
      const seed = this.#uniform(name, contents.byteLength);
      this.#seeds.set(layer, seed);
      return seed;
    }
    const buffer = this.#uniform(name, contents.byteLength);
    this.#session.device.queue.writeBuffer(buffer, 0, contents);
    return buffer;
  }

  #uniform(label: string, bytes: number): GPUBuffer {
    const buffer = this.#session.device.createBuffer({
      label,
      size: Math.max(16, Math.ceil(bytes / 16) * 16),
      usage: GPUBufferUsageBits.UNIFORM | GPUBufferUsageBits.COPY_DST,
    });
    this.#uniforms.push(buffer);
    return buffer;
  }
}
