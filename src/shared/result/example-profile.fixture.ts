// A small, complete result document for tests of what reads one. Its figures are made up and round on
// purpose, so that no one takes them for measured; never shown to a person.
import type { DeviceProfile, Measured } from './schema.ts';

const steady = (value: number) => ({ median: value, low: value * 0.98, high: value * 1.02 });

interface Run {
  readonly kernel: string;
  readonly problem: Measured['problem'];
  readonly flops: number;
  readonly bytes: number;
  readonly durationMs: number;
}

function measured({ kernel, problem, flops, bytes, durationMs }: Run): Measured {
  const rate = (amount: number) => steady((amount * 1e3) / durationMs);
  return {
    status: 'measured',
    kernel,
    kernelHash: '0123456789abcdef',
    problem,
    parameters: { tileM: 4, tileN: 4 },
    flops,
    bytes,
    samplesMs: [durationMs * 0.98, durationMs, durationMs * 1.02],
    sampleTimesMs: [1000, 1100, 1200],
    executionsPerSample: 10,
    durationMs: steady(durationMs),
    madMs: durationMs * 0.01,
    ...(flops > 0 ? { flopsPerSecond: rate(flops), shareOfCeiling: steady(0.5) } : {}),
    bytesPerSecond: rate(bytes),
    timingMethod: 'timestamp-query',
    clockError: 0.001,
    firstRunMs: 80,
    verified: true,
    maxError: 1e-7,
    errorBound: 4.8e-7,
    checkedEntries: 1200,
    seed: 42,
    stopReason: 'target-reached',
  };
}

const convolution = (shape: { in: number; out: number; kernel: number; groups: number }) =>
  ({
    op: 'conv2d',
    batch: 1,
    inChannels: shape.in,
    height: 56,
    width: 56,
    outChannels: shape.out,
    kernelHeight: shape.kernel,
    kernelWidth: shape.kernel,
    stride: 1,
    padding: (shape.kernel - 1) / 2,
    groups: shape.groups,
    precision: 'f32',
  }) as const;

export const exampleProfile: DeviceProfile = {
  format: 'flopscope-result',
  schemaVersion: 1,
  suiteVersion: '1.0.0',
  suite: 'quick',
  id: '00000000-0000-4000-8000-000000000000',
  createdAt: '2026-01-02T03:04:05.678Z',
  durationMs: 20_000,
  complete: true,
  timingMethod: 'timestamp-query',
  timingForced: false,
  identity: {
    vendor: 'fixture',
    architecture: 'round-numbers',
    device: '',
    description: 'Test fixture, not a device',
    label: '',
    note: '',
    softwareAdapter: false,
  },
  environment: {
    host: 'browser',
    runtime: 'Chromium 156',
    operatingSystem: 'Linux',
    features: ['timestamp-query'],
    languageFeatures: [],
    limits: { maxBufferSize: 2 ** 31 },
    timestampQuery: true,
    quantumNs: 65_536,
    wallClockQuantumNs: 5000,
    waitCostMs: 0.2,
    crossOriginIsolated: true,
    visibility: 'visible',
    battery: null,
  },
  ceilings: [
    {
      kind: 'multiply-add',
      precision: 'f32',
      best: measured({
        kernel: 'ceilings/multiply-add',
        problem: { op: 'multiply-add', invocations: 2 ** 20, steps: 50_000, precision: 'f32' },
        flops: 1e11,
        bytes: 4e6,
        durationMs: 10,
      }),
      forms: [{ parameters: { accumulators: 8 }, rate: 1e13, unit: 'FLOP/s' }],
    },
    {
      kind: 'copy',
      precision: 'f32',
      best: measured({
        kernel: 'ceilings/copy',
        problem: { op: 'copy', bytes: 2e8, precision: 'f32' },
        flops: 0,
        bytes: 4e8,
        durationMs: 1,
      }),
      forms: [{ parameters: { vectors: 4 }, rate: 4e11, unit: 'B/s' }],
    },
    {
      kind: 'launch',
      precision: 'f32',
      best: measured({
        kernel: 'ceilings/launch',
        problem: { op: 'launch', precision: 'f32' },
        flops: 0,
        bytes: 8,
        durationMs: 0.005,
      }),
      forms: [{ parameters: {}, rate: 200_000, unit: '1/s' }],
    },
  ],
  measurements: [
    measured({
      kernel: 'matmul/register-tile',
      problem: { op: 'matmul', m: 1024, n: 1024, k: 1024, precision: 'f32' },
      flops: 2 * 1024 ** 3,
      bytes: 3 * 4 * 1024 ** 2,
      durationMs: 0.4,
    }),
    measured({
      kernel: 'convolution/direct',
      problem: convolution({ in: 64, out: 64, kernel: 3, groups: 1 }),
      flops: 231_211_008,
      bytes: 1_753_088,
      durationMs: 0.1,
    }),
    measured({
      kernel: 'convolution/pointwise-gemm',
      problem: convolution({ in: 64, out: 256, kernel: 1, groups: 1 }),
      flops: 102_760_448,
      bytes: 4_079_616,
      durationMs: 0.05,
    }),
    measured({
      kernel: 'convolution/depthwise',
      problem: convolution({ in: 144, out: 144, kernel: 3, groups: 144 }),
      flops: 8_128_512,
      bytes: 3_617_856,
      durationMs: 0.02,
    }),
    {
      status: 'skipped',
      kernel: 'matmul/block-tile',
      kernelHash: '',
      problem: { op: 'matmul', m: 1024, n: 1024, k: 1024, precision: 'f32' },
      parameters: {},
      verified: false,
      reason: 'This fixture has too little workgroup memory.',
    },
  ],
  drift: {
    kernel: 'ceilings/multiply-add',
    parameters: { accumulators: 8 },
    samples: [
      { atMs: 1000, flopsPerSecond: 1e13 },
      { atMs: 9000, flopsPerSecond: 0.99e13 },
    ],
    largestChange: 0.01,
    moved: false,
  },
  sustained: null,
  warnings: [],
};
