// A kernel made ready on a device: compiled, its buffers filled, able to be encoded any number of times.
import type {
  DecodedBuffer,
  KernelDescriptor,
  KernelPlan,
  OutputBuffer,
  ShaderPass,
  Tunables,
  UpdateBuffer,
} from '../../kernels/descriptor.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { Problem } from '../../shared/problem.ts';
import { createRandom } from '../../shared/random.ts';
import { GPUBufferUsageBits, type GpuSession } from '../device/gpu-session.ts';
import { bufferBytes, fillInput, outputPattern, uniformBytes } from './buffer-data.ts';
import { compilePass, type Pipelines } from './compile-pass.ts';
import { hashShaders } from './hash-shaders.ts';

type Mode = 'verify' | 'time';

interface CompiledPass {
  readonly pipelines: Pipelines;
  readonly bindGroup: GPUBindGroup;
  readonly workgroups: readonly [number, number, number];
}

export class PreparedKernel {
  readonly descriptor: KernelDescriptor;
  readonly problem: Problem;
  readonly tunables: Tunables;
  readonly plan: KernelPlan;
  readonly hash: string;
  readonly seed: number;
  /** Wall time of creating the pipelines; drivers may compile again at the first dispatch. */
  readonly compileMs: number;
  /** Latest reading of one execution, for those who wait; 0 before the first. */
  executionMs = 0;
  readonly #session: GpuSession;
  readonly #buffers: ReadonlyMap<string, GPUBuffer>;
  readonly #passes: readonly CompiledPass[];
  #inputs: Record<string, DecodedBuffer> | undefined;
  /** What updated buffers held at first; kept until `releaseInputs`. */
  #updates: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  #mode: Mode = 'time';

  /**
   * @throws FlopscopeError `shader-compilation` with the compiler's message, `out-of-memory`, or the
   *   session's own failure.
   */
  static async create(
    session: GpuSession,
    descriptor: KernelDescriptor,
    problem: Problem,
    tunables: Tunables,
    seed: number,
  ): Promise<PreparedKernel> {
    const plan = descriptor.plan(problem, tunables);
    const { device } = session;
    const started = session.provider.now();
    device.pushErrorScope('validation');
    const pipelines: Pipelines[] = [];
    try {
      for (const pass of plan.passes) {
        pipelines.push(await session.patiently(compilePass(device, pass, plan)));
      }
    } finally {
      await device.popErrorScope();
    }
    session.check();
    const compileMs = session.provider.now() - started;
    const { buffers, inputs, updates } = await allocate(session, plan, seed);
    const passes = plan.passes.map((pass, index) => bind(device, pass, pipelines[index], buffers));
    const hash = await hashShaders(plan.passes.map((pass) => pass.code));
    return new PreparedKernel(
      { descriptor, problem, tunables, plan, hash, seed, compileMs },
      session,
      buffers,
      passes,
      inputs,
      updates,
    );
  }

  private constructor(
    facts: Pick<
      PreparedKernel,
      'descriptor' | 'problem' | 'tunables' | 'plan' | 'hash' | 'seed' | 'compileMs'
    >,
    session: GpuSession,
    buffers: ReadonlyMap<string, GPUBuffer>,
    passes: readonly CompiledPass[],
    inputs: Record<string, DecodedBuffer>,
    updates: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  ) {
    this.descriptor = facts.descriptor;
    this.problem = facts.problem;
    this.tunables = facts.tunables;
    this.plan = facts.plan;
    this.hash = facts.hash;
    this.seed = facts.seed;
    this.compileMs = facts.compileMs;
    this.#session = session;
    this.#buffers = buffers;
    this.#passes = passes;
    this.#inputs = inputs;
    this.#updates = updates;
  }

  /** The inputs as the kernel sees them; kept until `releaseInputs`. */
  get inputs(): Readonly<Record<string, DecodedBuffer>> {
    return this.#inputs ?? {};
  }

  /** Frees the CPU copy of the inputs, which only the verification needs. */
  releaseInputs(): void {
    this.#inputs = undefined;
    this.#updates = new Map();
  }

  encode(pass: GPUComputePassEncoder, executions: number): void {
    for (let execution = 0; execution < executions; execution++) {
      for (const { pipelines, bindGroup, workgroups } of this.#passes) {
        pass.setPipeline(pipelines[this.#mode]);
        pass.setBindGroup(0, bindGroup);
        pass.dispatchWorkgroups(...workgroups);
      }
    }
  }

  /** Fills outputs and scratch with poison and sets uniforms and overrides for a verification run or a timed one. */
  setMode(mode: Mode): void {
    this.#mode = mode;
    const { queue } = this.#session.device;
    for (const spec of this.plan.buffers) {
      const buffer = this.#buffers.get(spec.name);
      if (buffer === undefined) continue;
      if (spec.role === 'uniform') {
        const values = mode === 'verify' ? (spec.verifyValues ?? spec.values) : spec.values;
        queue.writeBuffer(buffer, 0, uniformBytes(spec, values));
      } else if (spec.role === 'update') {
        const before = this.#updates.get(spec.name);
        if (before !== undefined && mode === 'verify') upload(this.#session.device, buffer, before);
      } else if (spec.role !== 'input' && mode === 'verify') {
        queue.writeBuffer(buffer, 0, outputPattern(spec));
      }
    }
  }

  /** The output of that name, with its contents. */
  async readOutput(
    name: string,
  ): Promise<{ spec: OutputBuffer | UpdateBuffer; data: ArrayBuffer }> {
    const spec = this.plan.buffers.find(
      (candidate): candidate is OutputBuffer | UpdateBuffer =>
        (candidate.role === 'output' || candidate.role === 'update') && candidate.name === name,
    );
    const buffer = this.#buffers.get(name);
    if (spec === undefined || buffer === undefined) {
      throw new FlopscopeError('internal', `${this.descriptor.id} names no output "${name}".`);
    }
    return { spec, data: await this.#session.readBuffer(buffer, bufferBytes(spec)) };
  }

  dispose(): void {
    for (const buffer of this.#buffers.values()) buffer.destroy();
  }
}

async function allocate(session: GpuSession, plan: KernelPlan, seed: number) {
  const { device } = session;
  const random = createRandom(seed);
  const buffers = new Map<string, GPUBuffer>();
  const inputs: Record<string, DecodedBuffer> = {};
  const updates = new Map<string, Uint8Array<ArrayBuffer>>();
  device.pushErrorScope('out-of-memory');
  device.pushErrorScope('validation');
  for (const spec of plan.buffers) {
    const byteLength =
      spec.role === 'uniform' ? Math.max(16, spec.values.length * 4) : bufferBytes(spec);
    const usage = spec.role === 'uniform' ? GPUBufferUsageBits.UNIFORM : GPUBufferUsageBits.STORAGE;
    const buffer = device.createBuffer({
      label: spec.name,
      size: Math.ceil(byteLength / 4) * 4,
      usage: usage | GPUBufferUsageBits.COPY_DST | GPUBufferUsageBits.COPY_SRC,
    });
    buffers.set(spec.name, buffer);
    if (spec.role !== 'input' && spec.role !== 'update') continue;
    const { bytes, decoded } = fillInput(spec, random);
    inputs[spec.name] = decoded;
    if (spec.role === 'update') updates.set(spec.name, bytes);
    upload(device, buffer, bytes);
  }
  const [validation, memory] = [await device.popErrorScope(), await device.popErrorScope()];
  if (validation === null && memory === null) return { buffers, inputs, updates };
  for (const buffer of buffers.values()) buffer.destroy();
  session.check();
  const megabytes = Math.round(plan.bytes / 1e6);
  throw new FlopscopeError(
    memory === null ? 'gpu-validation' : 'out-of-memory',
    memory === null
      ? `The GPU refused the buffers of this kernel: ${validation?.message.slice(0, 600) ?? ''}`
      : `The GPU has no room for the ${megabytes} MB of this problem. Close other GPU-heavy programs, or run a smaller suite.`,
  );
}

/** In slices: queue.writeBuffer keeps a copy of what it is given until the GPU has taken it. */
function upload(device: GPUDevice, buffer: GPUBuffer, bytes: Uint8Array<ArrayBuffer>): void {
  const whole = bytes.byteLength - (bytes.byteLength % 4);
  for (let offset = 0; offset < whole; offset += UPLOAD_SLICE_BYTES) {
    const size = Math.min(UPLOAD_SLICE_BYTES, whole - offset);
    device.queue.writeBuffer(buffer, offset, bytes, offset, size);
  }
  if (whole < bytes.byteLength) {
    const tail = new Uint8Array(4);
    tail.set(bytes.subarray(whole));
    device.queue.writeBuffer(buffer, whole, tail);
  }
}

const UPLOAD_SLICE_BYTES = 32 * 2 ** 20;

function bind(
  device: GPUDevice,
  pass: ShaderPass,
  pipelines: Pipelines | undefined,
  buffers: ReadonlyMap<string, GPUBuffer>,
): CompiledPass {
  if (pipelines === undefined)
    throw new FlopscopeError('internal', `"${pass.label}" was not compiled.`);
  const bindGroup = device.createBindGroup({
    layout: pipelines.time.getBindGroupLayout(0),
    entries: pass.bindings.map((name, binding) => {
      const buffer = buffers.get(name);
      if (buffer === undefined) throw new FlopscopeError('internal', `No buffer "${name}".`);
      return { binding, resource: { buffer } };
    }),
  });
  return { pipelines, bindGroup, workgroups: pass.workgroups };
}
