// A small valid profile with round numbers that no device has, for the unit tests of this folder.
import type { Precision, Problem } from '../shared/problem.ts';
import type { Ceiling, DeviceProfile, Measured } from '../shared/result/schema.ts';

export const product = (size: number, precision: Precision = 'f32'): Problem => ({
  op: 'matmul',
  m: size,
  n: size,
  k: size,
  precision,
});

/** `ms` for one execution, ± 1 %. */
export function measured(
  kernel: string,
  problem: Problem,
  work: { readonly ms: number; readonly flops: number; readonly bytes: number },
): Measured {
  const { ms, flops, bytes } = work;
  const around = (value: number) => ({ median: value, low: value * 0.99, high: value * 1.01 });
  return {
    status: 'measured',
    kernel,
    kernelHash: '0000000000000000',
    problem,
    parameters: {},
    flops,
    bytes,
    samplesMs: [ms],
    sampleTimesMs: [0],
    executionsPerSample: 1,
    durationMs: around(ms),
    madMs: 0,
    ...(flops === 0 ? {} : { flopsPerSecond: around(flops / (ms / 1000)) }),
    bytesPerSecond: around(bytes / (ms / 1000)),
    timingMethod: 'timestamp-query',
    clockError: 0.001,
    firstRunMs: 1,
    verified: true,
    maxError: 1e-7,
    errorBound: 5e-7,
    checkedEntries: 64,
    seed: 1,
    stopReason: 'target-reached',
  };
}

function ceiling(kind: Ceiling['kind'], precision: Precision, best: Measured): Ceiling {
  return { kind, precision, best, forms: [] };
}

/** 1 TFLOPS of arithmetic, 100 GB/s of copy, 10 µs per launch: the ridge is at 10 FLOP per byte. */
export const ceilings: readonly Ceiling[] = [
  ceiling(
    'multiply-add',
    'f32',
    measured(
      'ceilings/multiply-add',
      { op: 'multiply-add', invocations: 1000, steps: 1000, precision: 'f32' },
      { ms: 1, flops: 1e9, bytes: 4000 },
    ),
  ),
  ceiling(
    'copy',
    'f32',
    measured(
      'ceilings/copy',
      { op: 'copy', bytes: 5e7, precision: 'f32' },
      { ms: 1, flops: 0, bytes: 1e8 },
    ),
  ),
  ceiling(
    'launch',
    'f32',
    measured(
      'ceilings/launch',
      { op: 'launch', precision: 'f32' },
      { ms: 0.01, flops: 0, bytes: 8 },
    ),
  ),
];

export function testProfile(change: Partial<DeviceProfile> = {}): DeviceProfile {
  return {
    format: 'flopscope-result',
    schemaVersion: 1,
    suiteVersion: '1.0.0',
    suite: 'quick',
    id: 'test',
    createdAt: '2026-01-02T03:04:05.000Z',
    durationMs: 1000,
    complete: true,
    timingMethod: 'timestamp-query',
    timingForced: false,
    identity: {
      vendor: 'nvidia',
      architecture: 'lovelace',
      device: '',
      description: '',
      label: '',
      note: '',
      softwareAdapter: false,
    },
    environment: {
      host: 'browser',
      runtime: 'Chromium 156',
      operatingSystem: 'Linux',
      features: ['timestamp-query', 'shader-f16'],
      languageFeatures: [],
      limits: {},
      timestampQuery: true,
      quantumNs: 100,
      wallClockQuantumNs: 5000,
      waitCostMs: 0.2,
      crossOriginIsolated: true,
      visibility: 'visible',
      battery: null,
    },
    ceilings: [...ceilings],
    measurements: [],
    drift: {
      kernel: 'ceilings/multiply-add',
      parameters: {},
      samples: [],
      largestChange: 0.01,
      moved: false,
    },
    sustained: null,
    warnings: [],
    ...change,
  };
}
