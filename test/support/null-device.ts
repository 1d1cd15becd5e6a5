// A device of Dawn's null backend: it runs nothing, but its compiler checks shaders with every feature enabled,
// also those that no adapter at hand has.
import { create } from 'webgpu';

/** Kept: a collected instance would never answer what its devices still wait for. */
let instance: GPU | undefined;

/** One per process, and not next to another instance of Dawn: a test file of its own. */
export async function openNullDevice(features: string[]): Promise<GPUDevice> {
  instance = create(['backend=null', 'enable-dawn-features=allow_unsafe_apis']);
  const adapter = await instance.requestAdapter();
  if (adapter === null) throw new Error('Dawn was built without its null backend.');
  return adapter.requestDevice({ requiredFeatures: features as GPUFeatureName[] });
}

/** What the compiler objects to; empty for a valid shader. */
export async function compilerErrors(device: GPUDevice, code: string): Promise<readonly string[]> {
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ code });
  const { messages } = await module.getCompilationInfo();
  await device.popErrorScope();
  return messages.filter(({ type }) => type === 'error').map(({ message }) => message);
}
