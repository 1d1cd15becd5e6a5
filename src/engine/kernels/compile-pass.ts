// Turns one pass of a kernel's plan into pipelines, or says what the compiler objects to.
import type { BufferSpec, KernelPlan, ShaderPass } from '../../kernels/descriptor.ts';
import { FlopscopeError } from '../../shared/errors.ts';

/** The same pipeline twice, unless the pass has overrides of its own for verification. */
export type Pipelines = Readonly<Record<'verify' | 'time', GPUComputePipeline>>;

const bindingTypes = {
  input: 'read-only-storage',
  output: 'storage',
  update: 'storage',
  scratch: 'storage',
  uniform: 'uniform',
} as const satisfies Record<BufferSpec['role'], GPUBufferBindingType>;

const COMPUTE_STAGE = 0x4;

/**
 * The pipelines of one pass, with a layout that follows from the roles of its buffers.
 * @throws FlopscopeError `shader-compilation` with the compiler's message.
 */
export async function compilePass(
  device: GPUDevice,
  pass: ShaderPass,
  plan: KernelPlan,
): Promise<Pipelines> {
  const module = device.createShaderModule({ label: pass.label, code: pass.code });
  const layout = device.createPipelineLayout({
    bindGroupLayouts: [
      device.createBindGroupLayout({
        entries: pass.bindings.map((name, binding) => ({
          binding,
          visibility: COMPUTE_STAGE,
          buffer: { type: bindingTypes[specOf(plan, name).role] },
        })),
      }),
    ],
  });
  const pipeline = (constants: Readonly<Record<string, number>> = {}) =>
    device.createComputePipelineAsync({
      label: pass.label,
      layout,
      compute: { module, entryPoint: 'main', constants },
    });
  try {
    const time = await pipeline(pass.overrides);
    const { verifyOverrides } = pass;
    return { time, verify: verifyOverrides === undefined ? time : await pipeline(verifyOverrides) };
  } catch (cause) {
    const { messages } = await module.getCompilationInfo();
    const error = messages.find((message) => message.type === 'error');
    const detail =
      error === undefined
        ? cause instanceof Error
          ? cause.message
          : String(cause)
        : `line ${error.lineNum}: ${error.message}`;
    throw new FlopscopeError(
      'shader-compilation',
      `The shader "${pass.label}" does not compile on this adapter: ${detail.slice(0, 1500)}`,
      { cause },
    );
  }
}

function specOf(plan: KernelPlan, name: string): BufferSpec {
  const spec = plan.buffers.find((candidate) => candidate.name === name);
  if (spec === undefined) throw new FlopscopeError('internal', `No buffer is called "${name}".`);
  return spec;
}
