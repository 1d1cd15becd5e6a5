// Gets a GPU device with everything the kernels can use, or says in one sentence why there is none.
import type { DeviceTraits } from '../../kernels/descriptor.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { GpuProvider } from '../gpu-provider.ts';
import { GpuSession } from './gpu-session.ts';
import { probeSubgroupMatrix, SUBGROUP_MATRIX_FEATURES } from './subgroup-matrix.ts';

/** Taken where the adapter has them; no kernel requires any of them. */
const wantedFeatures: readonly string[] = [
  'timestamp-query',
  'shader-f16',
  'subgroups',
  ...SUBGROUP_MATRIX_FEATURES,
];

/** Asked for at the adapter's maximum: the defaults are sized for the weakest phone. */
const wantedLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupsPerDimension',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/**
 * @throws FlopscopeError `insecure-context`, `no-webgpu`, `no-adapter` or `adapter-refused`.
 */
export async function acquireDevice(provider: GpuProvider): Promise<GpuSession> {
  const gpu = requireWebGpu(provider);
  const adapter = await requestAdapter(gpu, provider.facts.host);
  const device = await requestDevice(adapter);
  const traits = await traitsOf(device, adapter.info, gpu);
  return new GpuSession(adapter.info, device, traits, provider);
}

function requireWebGpu({ gpu, facts }: GpuProvider): GPU {
  if (!facts.secureContext) {
    throw new FlopscopeError(
      'insecure-context',
      'Browsers offer WebGPU only to secure pages, and this address is not one. Open the lab by https:// or as http://localhost, or measure from the command line.',
    );
  }
  if (gpu === undefined) {
    throw new FlopscopeError(
      'no-webgpu',
      facts.host === 'node'
        ? 'WebGPU could not be loaded in Node. Install the optional package "webgpu" and a GPU driver (Vulkan, Metal or D3D12).'
        : 'This browser has no WebGPU. Use a current Chrome, Edge, Safari 26 or Firefox 141 and newer, and update it if you already do.',
    );
  }
  return gpu;
}

async function requestAdapter(gpu: GPU, host: 'browser' | 'node'): Promise<GPUAdapter> {
  const adapter =
    (await gpu.requestAdapter({ powerPreference: 'high-performance' })) ??
    (await gpu.requestAdapter({ forceFallbackAdapter: true }));
  if (adapter !== null) return adapter;
  throw new FlopscopeError(
    'no-adapter',
    host === 'node'
      ? 'Dawn found no graphics adapter. Install the driver of your GPU with Vulkan and its loader (on Debian: libvulkan1); without a GPU, mesa-vulkan-drivers brings a software one.'
      : 'WebGPU is here, but no graphics adapter was offered. Turn on hardware acceleration in the browser settings, update the graphics driver, and look at chrome://gpu for the reason.',
  );
}

async function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const requiredFeatures = wantedFeatures.filter((feature): feature is GPUFeatureName =>
    adapter.features.has(feature),
  );
  const requiredLimits = Object.fromEntries(
    wantedLimits.map((name) => [name, adapter.limits[name]]),
  );
  try {
    return await adapter.requestDevice({ label: 'flopscope', requiredFeatures, requiredLimits });
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new FlopscopeError(
      'adapter-refused',
      `The graphics adapter refused to open a device (${detail}). Close other GPU-heavy programs, restart the browser and try again.`,
      { cause },
    );
  }
}

async function traitsOf(device: GPUDevice, info: GPUAdapterInfo, gpu: GPU): Promise<DeviceTraits> {
  const { limits } = device;
  const hasSubgroups = device.features.has('subgroups');
  return {
    features: new Set(device.features),
    languageFeatures: new Set(gpu.wgslLanguageFeatures),
    maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
    maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
    maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
    maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
    subgroupMinSize: hasSubgroups ? info.subgroupMinSize : 0,
    subgroupMaxSize: hasSubgroups ? info.subgroupMaxSize : 0,
    subgroupMatrix: await probeSubgroupMatrix(device, info),
  };
}
