// What explains a result: which limit each kernel meets, and what good code makes of the same arithmetic.
import { formatAmount, formatRate, formatShare, roundToPlace } from '../shared/format.ts';
import { problemLabel } from '../shared/problem.ts';
import type { DeviceProfile, Measured } from '../shared/result/schema.ts';
import { applyRules, explainAs, type Explanation, type Rule } from './explanation.ts';
import { headline, isMeasured, rateUnit } from './headline.ts';
import { kernelLabel } from './kernel-label.ts';
import { ridge, roofline } from './roofline.ts';

/** From here on a kernel meets the memory roof rather than something else. */
const NEAR_ROOF = 0.5;

/** A kernel that is not this many launches long spends a good part of its time being started. */
const LAUNCHES_TO_MATTER = 4;

/** The naive kernel is compared when the best one is at least this much faster. */
const WORTH_COMPARING = 1.5;

const rules: readonly Rule[] = [
  shareOfCeiling,
  naiveAgainstBest,
  countedByDefinition,
  halfAgainstSingle,
  memoryBound,
  launchBound,
];

export function insights(profile: DeviceProfile): readonly Explanation[] {
  return applyRules(rules, profile);
}

const insight = explainAs('insight');

function times(factor: number): string {
  return `${roundToPlace(factor, factor < 10 ? -1 : 0)}×`;
}

function shareOfCeiling(profile: DeviceProfile): Explanation | undefined {
  const [figure] = headline(profile).compute;
  if (figure?.ceiling === undefined) return undefined;
  const share = figure.best.shareOfCeiling?.median ?? figure.rate.median / figure.ceiling.median;
  const rest = profile.identity.softwareAdapter
    ? 'On a processor the rest goes into loading the operands one lane at a time.'
    : 'The rest goes into loading operands, keeping the tiles in step, and what the browser’s shader compiler leaves on the table.';
  return insight(
    'share-of-ceiling',
    `The best matrix product reaches ${formatShare(share)} of the arithmetic ceiling`,
    `The ceiling is ${formatRate(figure.ceiling, rateUnit(figure.precision))} in ${figure.precision}: multiply-adds that touch no memory, measured in the same run. ${rest}`,
  );
}

function naiveAgainstBest({ measurements }: DeviceProfile): Explanation | undefined {
  const products = measurements.filter(isMeasured).filter(({ problem }) => problem.op === 'matmul');
  const pairs = products
    .filter(({ kernel }) => kernel.endsWith('/naive'))
    .flatMap((naive) => {
      const best = fastestOn(products, naive);
      const factor = naive.durationMs.median / best.durationMs.median;
      return factor >= WORTH_COMPARING ? [{ naive, best, factor }] : [];
    })
    .sort((a, b) => b.factor - a.factor);
  const [widest] = pairs;
  if (widest === undefined) return undefined;
  const { naive, best, factor } = widest;
  return insight(
    'naive-against-best',
    `Good code is worth ${times(factor)}`,
    `On ${problemLabel(naive.problem)} in ${naive.problem.precision}, “${kernelLabel(best.kernel)}” does the same arithmetic ${times(factor)} as fast as the naive kernel, because it loads each operand fewer times.`,
  );
}

function fastestOn(products: readonly Measured[], reference: Measured): Measured {
  const key = JSON.stringify(reference.problem);
  return products
    .filter(({ problem }) => JSON.stringify(problem) === key)
    .reduce(
      (best, next) => (next.durationMs.median < best.durationMs.median ? next : best),
      reference,
    );
}

/** A kernel that does less arithmetic than is counted may pass the ceiling: a sceptic is told before asking. */
function countedByDefinition({ measurements }: DeviceProfile): Explanation | undefined {
  const [fastest] = measurements
    .filter(isMeasured)
    .filter(({ kernel }) => kernel.endsWith('/winograd'))
    .sort((a, b) => (b.shareOfCeiling?.median ?? 0) - (a.shareOfCeiling?.median ?? 0));
  if (fastest === undefined) return undefined;
  return insight(
    'counted-by-definition',
    'Winograd multiplies less than its rate says',
    `“${kernelLabel(fastest.kernel)}” on ${problemLabel(fastest.problem)} is counted by the definition of the convolution, so that it can be compared; F(2×2, 3×3) needs 2.25 times fewer multiplications. Its share of the ceiling is therefore no measure of how busy the device is.`,
  );
}

function halfAgainstSingle(profile: DeviceProfile): Explanation | undefined {
  const { compute } = headline(profile);
  const single = compute.find(({ precision }) => precision === 'f32');
  const half = compute.find(({ precision }) => precision === 'f16');
  if (single === undefined || half === undefined) return undefined;
  const factor = half.rate.median / single.rate.median;
  if (factor >= 1.1) {
    return insight(
      'half-faster',
      `Half precision is ${times(factor)} as fast`,
      'Half the bytes for every operand, and on many GPUs twice the lanes. It is still not what native libraries reach with matrix units, which browsers do not offer yet.',
    );
  }
  return insight(
    'half-not-faster',
    'Half precision gains no speed here',
    `The best f16 product runs at ${times(factor)} the f32 rate: this adapter does f16 arithmetic in f32 lanes, or converts at every step. It still halves the memory that tensors take.`,
  );
}

function memoryBound(profile: DeviceProfile): Explanation | undefined {
  const chart = roofline(profile);
  const { bandwidth } = chart;
  if (bandwidth === undefined) return undefined;
  const limited = chart.points.filter((point) => {
    const corner = ridge(chart, point.precision);
    return (
      corner !== undefined &&
      point.intensity < corner &&
      point.rate.median >= NEAR_ROOF * point.intensity * bandwidth.median
    );
  });
  const [first] = limited;
  if (first === undefined) return undefined;
  const who =
    limited.length === 1
      ? `“${first.label}” on ${first.problem} is`
      : `${limited.length} kernels, “${first.label}” on ${first.problem} among them, are`;
  return insight(
    'bandwidth-bound',
    'Some kernels wait for memory',
    `${who} within half of what the memory can deliver (${formatRate(bandwidth, 'B/s')}): few operations for each byte, so faster arithmetic would not help.`,
    'Larger batches, smaller number types and fused layers raise the work done for each byte.',
  );
}

function launchBound(profile: DeviceProfile): Explanation | undefined {
  const { launchMs } = headline(profile);
  if (launchMs === undefined) return undefined;
  const limited = profile.measurements
    .filter(isMeasured)
    .filter(({ durationMs }) => durationMs.median < LAUNCHES_TO_MATTER * launchMs.median)
    .sort((a, b) => a.durationMs.median - b.durationMs.median);
  const [first] = limited;
  if (first === undefined) return undefined;
  return insight(
    'launch-bound',
    'Some kernels are over before they have begun',
    `Starting a dependent kernel takes ${formatAmount(launchMs.median / 1000, 's')}; “${kernelLabel(first.kernel)}” on ${problemLabel(first.problem)} takes only ${formatAmount(first.durationMs.median / 1000, 's')} in all${limited.length > 1 ? `, and ${limited.length - 1} more are as short` : ''}.`,
    'Larger batches, or several small layers in one kernel, spread the cost of the launch.',
  );
}
