// A measured device of the suite "shrink" whose kernels all follow one rule.
import { shrinkBlocks } from '../../src/engine/suites/shrink-blocks.ts';
import { fixtureProfile } from '../../src/estimate/profile.fixture.ts';
import { leastDevice, largeDevice } from '../../src/kernels/device-traits.fixture.ts';
import { kernelsFor } from '../../src/kernels/registry.ts';
import { type Problem, problemMacs } from '../../src/shared/problem.ts';
import { problemBytes } from '../../src/shared/problem/problem-bytes.ts';
import { validateResult } from '../../src/shared/result/parse-result.ts';
import { measured } from '../../src/shared/result/profile.fixture.ts';
import type { DeviceProfile, Measured } from '../../src/shared/result/schema.ts';

const GIGA = 1e9;
/** FLOP/s of what is stored; single weights lose nine tenths of the dense rate. */
const RATES: Partial<Record<string, number>> = {
  matmul: 100 * GIGA,
  conv2d: 100 * GIGA,
  csr: 10 * GIGA,
  'block-16': 50 * GIGA,
  int8: 300 * GIGA,
  'int8-weights': 80 * GIGA,
  'int4-weights': 40 * GIGA,
};
const BYTES_PER_SECOND = 50 * GIGA;
const LAUNCH_SECONDS = 2e-6;

function secondsOf(problem: Problem): number {
  const kind =
    problem.op === 'sparse-matmul'
      ? problem.format
      : problem.op === 'quantized-matmul'
        ? problem.scheme
        : problem.op;
  const arithmetic = (2 * problemMacs(problem)) / (RATES[kind] ?? Infinity);
  return LAUNCH_SECONDS + Math.max(arithmetic, (problemBytes(problem) ?? 0) / BYTES_PER_SECOND);
}

/** For problems in f32 it is the least device. */
const HALF_DEVICE = { ...leastDevice, features: new Set(['shader-f16']) };

/** One form of every kernel that runs the problem. */
function measurementsOf(problem: Problem): readonly Measured[] {
  return kernelsFor(problem.op).flatMap((kernel) => {
    const tunables = kernel
      .variants(problem)
      .find((each) => kernel.unsupported(problem, each, HALF_DEVICE) === undefined);
    if (tunables === undefined) return [];
    const ms = 1e3 * secondsOf(problem);
    const work = { ms, flops: 2 * problemMacs(problem), bytes: problemBytes(problem) ?? 0 };
    return [{ ...measured(kernel.id, problem, work), parameters: { ...tunables } }];
  });
}

/** Enough for every tensor that is compared. */
const BINDING_BYTES = 2 ** 31;
const PACKED = 'packed_4x8_integer_dot_product';

export interface Rule {
  /** Those that are left out were not measured. */
  readonly isMeasured?: (problem: Problem) => boolean;
  /** Kernels in f16 are measured too, each at the rate in f32 and with half the traffic. */
  readonly half?: boolean;
  /** Bytes of the largest buffer that can be bound. */
  readonly bindingBytes?: number;
}

/** A device whose kernels all follow one rule, so that what comes out can be reckoned. */
export function ruledProfile({
  isMeasured = () => true,
  half = false,
  bindingBytes = BINDING_BYTES,
}: Rule = {}): DeviceProfile {
  const base = fixtureProfile({
    copyBytesPerSecond: BYTES_PER_SECOND,
    launchSeconds: LAUNCH_SECONDS,
  });
  const problems = (['f32', ...(half ? (['f16'] as const) : [])] as const)
    .flatMap((precision) => shrinkBlocks(precision, new Set([PACKED])))
    .flatMap(({ ladder }) => ladder);
  const limits = Object.fromEntries(
    Object.entries(largeDevice).filter(([, value]) => typeof value === 'number'),
  );
  return validateResult({
    ...base,
    suite: 'shrink',
    environment: {
      ...base.environment,
      features: half ? ['shader-f16'] : [],
      limits: { ...limits, maxStorageBufferBindingSize: bindingBytes, maxBufferSize: bindingBytes },
      languageFeatures: [PACKED],
    },
    measurements: problems.filter(isMeasured).flatMap(measurementsOf),
  });
}
