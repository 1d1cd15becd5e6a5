// The matrix products and convolutions that a device was measured on, placed by the size of their
// implicit matrix product so that the nearest to a layer can be found.
import { accumulatesInHalf } from '../shared/result/accumulation.ts';
import {
  conv2dOutputSize,
  convolutionClass,
  type Precision,
  type Problem,
  problemLabel,
} from '../shared/problem.ts';
import type { DeviceProfile, Measured } from '../shared/result/schema.ts';
import type { RateKind, RateUsed } from './training-estimate.ts';

/** Natural logarithms of rows, columns and depth of the implicit matrix product. */
export type ShapePoint = readonly [number, number, number];

export interface MeasuredShape {
  readonly point: ShapePoint;
  readonly used: RateUsed;
}

export function rateKind(problem: Problem): RateKind | undefined {
  if (problem.op === 'matmul') return 'matmul';
  return problem.op === 'conv2d' ? convolutionClass(problem) : undefined;
}

/** The best verified kernel on every measured shape, by kind. */
export function measuredShapes(
  profile: DeviceProfile,
  precision: Precision,
): ReadonlyMap<RateKind, readonly MeasuredShape[]> {
  const best = new Map<string, Measured>();
  for (const each of profile.measurements) {
    if (each.status !== 'measured' || each.problem.precision !== precision) continue;
    // Training sums in f32: sums in f16 overflow on real models, however fast they are.
    if (accumulatesInHalf(each)) continue;
    const rate = each.flopsPerSecond?.median ?? 0;
    if (rate <= 0 || rateKind(each.problem) === undefined) continue;
    const key = JSON.stringify(each.problem);
    const other = best.get(key);
    if (!other || rate > (other.flopsPerSecond?.median ?? 0)) best.set(key, each);
  }
  const shapes = new Map<RateKind, MeasuredShape[]>();
  for (const each of best.values()) {
    const kind = rateKind(each.problem);
    const point = shapePoint(each.problem, 1);
    const rate = each.flopsPerSecond;
    if (!kind || !point || !rate) continue;
    const used: RateUsed = {
      kind,
      kernel: each.kernel,
      problem: problemLabel(each.problem),
      // A rate's interval that touches zero would make a time endless; half the median is kept.
      flopsPerSecond: {
        value: rate.median,
        low: rate.low > 0 ? rate.low : rate.median / 2,
        high: Math.max(rate.high, rate.median),
      },
      standIn: false,
    };
    shapes.set(kind, [...(shapes.get(kind) ?? []), { point, used }]);
  }
  return shapes;
}

/** A batched product has as many rows as all its repetitions together: they run in one dispatch. */
export function shapePoint(problem: Problem, repeats: number): ShapePoint | undefined {
  if (problem.op === 'matmul') {
    return [Math.log(problem.m * repeats), Math.log(problem.n), Math.log(problem.k)];
  }
  if (problem.op !== 'conv2d') return undefined;
  const { height, width } = conv2dOutputSize(problem);
  const perGroup = problem.groups === problem.inChannels ? 1 : problem.groups;
  return [
    Math.log(problem.batch * height * width * repeats),
    Math.log(problem.outChannels / perGroup),
    Math.log((problem.inChannels / problem.groups) * problem.kernelHeight * problem.kernelWidth),
  ];
}
