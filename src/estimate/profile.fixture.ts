// A small device profile for tests, with round figures so that expectations can be computed by hand:
// matmul 1 TFLOPS at 512³, convolutions at the rates given, copy 100 GB/s, launch 10 µs, FMA 2 TFLOPS.
import { validateResult } from '../shared/result/parse-result.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { type Precision, type Problem, problemMacs } from '../shared/problem.ts';

export interface FixtureRate {
  readonly problem: Problem;
  /** Rate of the median; the interval is 2 % either side. */
  readonly flopsPerSecond: number;
  readonly kernel?: string;
}

export interface FixtureOptions {
  readonly rates?: readonly FixtureRate[];
  readonly copyBytesPerSecond?: number | null;
  readonly launchSeconds?: number | null;
  readonly peakFlopsPerSecond?: number | null;
  readonly retained?: number;
  readonly softwareAdapter?: boolean;
}

const around = (median: number) => ({ median, low: median * 0.98, high: median * 1.02 });

export const matmul512: Problem = { op: 'matmul', m: 512, n: 512, k: 512, precision: 'f32' };

export function convolutionProblem(kernel: number, groups: number, channels = 64): Problem {
  return {
    op: 'conv2d',
    batch: 8,
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

/** One shape of each kind: matmul 1 TFLOPS, 3×3 0.8, 1×1 0.5, depthwise 0.05. */
export const ALL_KINDS: readonly FixtureRate[] = [
  { problem: matmul512, flopsPerSecond: 1e12 },
  { problem: convolutionProblem(3, 1), flopsPerSecond: 0.8e12 },
  { problem: convolutionProblem(1, 1), flopsPerSecond: 0.5e12 },
  { problem: convolutionProblem(3, 64), flopsPerSecond: 0.05e12 },
];

/** Parsed by the schema, as every profile that enters is. */
export function fixtureProfile(options: FixtureOptions = {}): DeviceProfile {
  const { copyBytesPerSecond = 100e9, launchSeconds = 10e-6, peakFlopsPerSecond = 2e12 } = options;
  const ceilings = [
    ...(copyBytesPerSecond === null ? [] : [copyCeiling(copyBytesPerSecond)]),
    ...(launchSeconds === null ? [] : [launchCeiling(launchSeconds)]),
    ...(peakFlopsPerSecond === null ? [] : [peakCeiling(peakFlopsPerSecond, 'f32')]),
  ];
  return validateResult({
    format: 'flopscope-result',
    schemaVersion: 1,
    suiteVersion: '1',
    suite: 'quick',
    id: 'fixture',
    createdAt: '2026-01-01T00:00:00.000Z',
    durationMs: 1000,
    complete: true,
    timingMethod: 'timestamp-query',
    timingForced: false,
    identity: {
      vendor: '',
      architecture: '',
      device: '',
      description: '',
      label: 'Fixture',
      note: '',
      softwareAdapter: options.softwareAdapter ?? false,
    },
    environment: {
      host: 'node',
      runtime: 'test',
      operatingSystem: 'test',
      features: [],
      languageFeatures: [],
      limits: {},
      timestampQuery: true,
      quantumNs: 0,
      wallClockQuantumNs: 0,
      waitCostMs: 0,
      crossOriginIsolated: true,
      visibility: 'visible',
      battery: null,
    },
    ceilings,
    measurements: (options.rates ?? ALL_KINDS).map(measured),
    drift: {
      kernel: 'ceilings/multiply-add',
      parameters: {},
      samples: [],
      largestChange: 0,
      moved: false,
    },
    sustained:
      options.retained === undefined
        ? null
        : {
            kernel: 'matmul/block-tile',
            problem: matmul512,
            samples: [],
            steady: around(1e12 * options.retained),
            retained: options.retained,
          },
    warnings: [],
  });
}

function run(problem: Problem, kernel: string, seconds: number, flops: number, bytes: number) {
  return {
    kernel,
    kernelHash: '0123456789abcdef',
    problem,
    parameters: {},
    status: 'measured',
    flops,
    bytes,
    samplesMs: [seconds * 1e3],
    sampleTimesMs: [0],
    executionsPerSample: 1,
    durationMs: around(seconds * 1e3),
    madMs: 0,
    ...(flops > 0 ? { flopsPerSecond: around(flops / seconds) } : {}),
    bytesPerSecond: around(bytes / seconds),
    timingMethod: 'timestamp-query',
    clockError: 0,
    firstRunMs: 1,
    verified: true,
    maxError: 0,
    errorBound: 1,
    checkedEntries: 1,
    seed: 1,
    stopReason: 'target-reached',
  };
}

function measured({ problem, flopsPerSecond, kernel }: FixtureRate) {
  const flops = 2 * problemMacs(problem);
  return run(problem, kernel ?? `${problem.op}/test`, flops / flopsPerSecond, flops, 1e6);
}

function ceiling(kind: string, precision: Precision, best: ReturnType<typeof run>) {
  return { kind, precision, best, forms: [] };
}

function copyCeiling(bytesPerSecond: number) {
  const problem: Problem = { op: 'copy', bytes: 2 ** 28, precision: 'f32' };
  const bytes = 2 * problem.bytes;
  return ceiling('copy', 'f32', run(problem, 'ceilings/copy', bytes / bytesPerSecond, 0, bytes));
}

function launchCeiling(seconds: number) {
  const problem: Problem = { op: 'launch', precision: 'f32' };
  return ceiling('launch', 'f32', run(problem, 'ceilings/launch', seconds, 0, 0));
}

function peakCeiling(flopsPerSecond: number, precision: Precision) {
  const problem: Problem = { op: 'multiply-add', invocations: 1e6, steps: 1e3, precision };
  const flops = 2 * problemMacs(problem);
  return ceiling(
    'multiply-add',
    precision,
    run(problem, 'ceilings/multiply-add', flops / flopsPerSecond, flops, 0),
  );
}
