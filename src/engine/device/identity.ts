// Who the adapter says it is, and whether it is a CPU in disguise.
import type { AdapterIdentity } from '../../shared/result/schema.ts';
import type { HostFacts } from '../gpu-provider.ts';

/** Names under which CPU implementations of the graphics APIs report themselves. */
const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|microsoft basic render|\bwarp\b/i;

/**
 * One line that names the adapter together with what compiles for it: the same GPU under another browser or
 * driver version may want other kernels.
 */
export function adapterKey(
  info: Pick<GPUAdapterInfo, 'vendor' | 'architecture' | 'device' | 'description'>,
  { runtime, operatingSystem }: Pick<HostFacts, 'runtime' | 'operatingSystem'>,
): string {
  const { vendor, architecture, device, description } = info;
  return [vendor, architecture, device, description, runtime, operatingSystem]
    .map((part) => part.slice(0, 160))
    .join(' | ');
}

export function identify(info: GPUAdapterInfo, label: string): AdapterIdentity {
  const { vendor, architecture, device, description } = info;
  return {
    vendor: vendor.slice(0, 200),
    architecture: architecture.slice(0, 200),
    device: device.slice(0, 200),
    description: description.slice(0, 500),
    label: label.slice(0, 120),
    note: '',
    softwareAdapter: isSoftwareAdapter(info),
  };
}

/** Whether a CPU computes behind this adapter. */
export function isSoftwareAdapter(info: GPUAdapterInfo): boolean {
  const { vendor, architecture, device, description } = info;
  return (
    info.isFallbackAdapter ||
    softwareNames.test(`${vendor} ${architecture} ${device} ${description}`)
  );
}
