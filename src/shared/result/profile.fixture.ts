// Valid profiles with round numbers that no device has, for the tests of whatever reads one. Never shown to
// a person.
import type { Conv2dProblem, Precision, Problem } from '../problem.ts';
import type { Ceiling, DeviceProfile, Measured } from './schema.ts';

export const product = (size: number, precision: Precision = 'f32'): Problem => ({
  op: 'matmul',
  m: size,
  n: size,
  k: size,
  precision,
});

export interface FixtureWork {
  /** Of one execution. */
  readonly ms: number;
  readonly flops: number;
  readonly bytes: number;
  /** Half the interval over the median; 1 % when absent. */
  readonly spread?: number;
}

export function measured(kernel: string, problem: Problem, work: FixtureWork): Measured {
  const { ms, flops, bytes, spread = 0.01 } = work;
  const around = (value: number) => ({
    median: value,
    low: value * (1 - spread),
    high: value * (1 + spread),
  });
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

export function ceiling(kind: Ceiling['kind'], precision: Precision, best: Measured): Ceiling {
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

/** A 56×56 convolution with as many outputs as inputs, padded to keep its size. */
export function convolution(
  kernel: number,
  channels: number,
  groups = 1,
  batch = 1,
): Conv2dProblem {
  return {
    op: 'conv2d',
    batch,
    inChannels: channels,
    height: 56,
    width: 56,
    outChannels: channels,
    kernelHeight: kernel,
    kernelWidth: kernel,
    stride: 1,
    padding: (kernel - 1) / 2,
    groups,
    precision: 'f32',
  };
}

/** A whole result as a page or a command would be given: every kind of layer, one kernel skipped. */
export const exampleProfile: DeviceProfile = testProfile({
  identity: {
    vendor: 'fixture',
    architecture: 'round-numbers',
    device: '',
    description: 'Test fixture, not a device',
    label: '',
    note: '',
    softwareAdapter: false,
  },
  measurements: [
    measured('matmul/register-tile', product(1024), { ms: 2, flops: 2 * 1024 ** 3, bytes: 12.6e6 }),
    measured('convolution/direct', convolution(3, 64), { ms: 0.4, flops: 231e6, bytes: 1.75e6 }),
    measured('convolution/pointwise-gemm', convolution(1, 64), {
      ms: 0.05,
      flops: 25.7e6,
      bytes: 1.6e6,
    }),
    measured('convolution/depthwise', convolution(3, 144, 144), {
      ms: 0.1,
      flops: 8.13e6,
      bytes: 3.6e6,
    }),
    {
      status: 'skipped',
      kernel: 'matmul/block-tile',
      kernelHash: '',
      problem: product(1024),
      parameters: {},
      verified: false,
      reason: 'This fixture has too little workgroup memory.',
    },
  ],
});
