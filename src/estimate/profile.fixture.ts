// A small device profile for tests, with round figures so that expectations can be computed by hand:
// matmul 1 TFLOPS at 512³, convolutions at the rates given, copy 100 GB/s, launch 10 µs, FMA 2 TFLOPS.
import { validateResult } from '../shared/result/parse-result.ts';
import {
  ceiling,
  convolution,
  measured,
  product,
  testProfile,
} from '../shared/result/profile.fixture.ts';
import type { Ceiling, DeviceProfile, Measured } from '../shared/result/schema.ts';
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

export const matmul512: Problem = product(512);

/** One shape of each kind: matmul 1 TFLOPS, 3×3 0.8, 1×1 0.5, depthwise 0.05. */
export const ALL_KINDS: readonly FixtureRate[] = [
  { problem: matmul512, flopsPerSecond: 1e12 },
  { problem: convolution(3, 64, 1, 8), flopsPerSecond: 0.8e12 },
  { problem: convolution(1, 64, 1, 8), flopsPerSecond: 0.5e12 },
  { problem: convolution(3, 64, 64, 8), flopsPerSecond: 0.05e12 },
];

/** Parsed by the schema, as every profile that enters is. */
export function fixtureProfile(options: FixtureOptions = {}): DeviceProfile {
  const { copyBytesPerSecond = 100e9, launchSeconds = 10e-6, peakFlopsPerSecond = 2e12 } = options;
  const ceilings = [
    ...(copyBytesPerSecond === null ? [] : [copyCeiling(copyBytesPerSecond)]),
    ...(launchSeconds === null ? [] : [launchCeiling(launchSeconds)]),
    ...(peakFlopsPerSecond === null ? [] : [peakCeiling(peakFlopsPerSecond, 'f32')]),
  ];
  const base = testProfile();
  const retained = options.retained;
  return validateResult({
    ...base,
    identity: {
      ...base.identity,
      label: 'Fixture',
      softwareAdapter: options.softwareAdapter ?? false,
    },
    ceilings,
    measurements: (options.rates ?? ALL_KINDS).map(atRate),
    sustained:
      retained === undefined
        ? null
        : {
            kernel: 'matmul/block-tile',
            problem: matmul512,
            samples: [],
            steady: { median: 1e12 * retained, low: 0.98e12 * retained, high: 1.02e12 * retained },
            retained,
          },
  });
}

/** The interval of everything here, either side of the median. */
const SPREAD = 0.02;

function atRate({ problem, flopsPerSecond, kernel }: FixtureRate): Measured {
  const flops = 2 * problemMacs(problem);
  const ms = (flops * 1e3) / flopsPerSecond;
  return measured(kernel ?? `${problem.op}/test`, problem, {
    ms,
    flops,
    bytes: 1e6,
    spread: SPREAD,
  });
}

function copyCeiling(bytesPerSecond: number): Ceiling {
  const problem: Problem = { op: 'copy', bytes: 2 ** 28, precision: 'f32' };
  const bytes = 2 * problem.bytes;
  const ms = (bytes * 1e3) / bytesPerSecond;
  const best = measured('ceilings/copy', problem, { ms, flops: 0, bytes, spread: SPREAD });
  return ceiling('copy', 'f32', best);
}

function launchCeiling(seconds: number): Ceiling {
  const problem: Problem = { op: 'launch', precision: 'f32' };
  const work = { ms: seconds * 1e3, flops: 0, bytes: 0, spread: SPREAD };
  return ceiling('launch', 'f32', measured('ceilings/launch', problem, work));
}

function peakCeiling(flopsPerSecond: number, precision: Precision): Ceiling {
  const problem: Problem = { op: 'multiply-add', invocations: 1e6, steps: 1e3, precision };
  const best = {
    ...atRate({ problem, flopsPerSecond, kernel: 'ceilings/multiply-add' }),
    bytes: 0,
  };
  return ceiling('multiply-add', precision, best);
}
