// Writes down everything about the surroundings that could make two results incomparable.
import type { Environment } from '../shared/result/schema.ts';
import type { GpuSession } from './device/gpu-session.ts';
import type { Calibration } from './timing/calibrate.ts';

const keptLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupsPerDimension',
  'minStorageBufferOffsetAlignment',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

export function describeEnvironment(session: GpuSession, calibration: Calibration): Environment {
  const { facts } = session.provider;
  const { limits } = session.device;
  return {
    host: facts.host,
    runtime: facts.runtime.slice(0, 200),
    operatingSystem: facts.operatingSystem.slice(0, 200),
    features: [...session.traits.features].sort(),
    languageFeatures: [...session.traits.languageFeatures].sort(),
    limits: {
      ...Object.fromEntries(keptLimits.map((name) => [name, limits[name]])),
      subgroupMinSize: session.traits.subgroupMinSize,
      subgroupMaxSize: session.traits.subgroupMaxSize,
    },
    timestampQuery: calibration.timestamp !== undefined,
    quantumNs: calibration.timestampQuantumNs,
    wallClockQuantumNs: calibration.wallClockQuantumNs,
    waitCostMs: calibration.waitCostMs,
    crossOriginIsolated: facts.crossOriginIsolated,
    visibility: visibilityOf(session),
    battery: facts.battery,
  };
}

export function visibilityOf(session: GpuSession): Environment['visibility'] {
  const hidden = session.provider.wasHidden();
  if (hidden === undefined) return 'unknown';
  return hidden ? 'was-hidden' : 'visible';
}
