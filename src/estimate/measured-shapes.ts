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

/** Products with compressed weights, by `compressedKey`: the best verified kernel on every measured shape. */
export function compressedShapes(
  profile: DeviceProfile,
): ReadonlyMap<string, readonly MeasuredShape[]> {
  const shapes = new Map<string, MeasuredShape[]>();
  for (const each of profile.measurements) {
    if (each.status !== 'measured') continue;
    const key = compressedKey(each.problem);
    const dense = denseProduct(each.problem);
    const point = dense && shapePoint(dense, 1);
    const rate = each.flopsPerSecond;
    if (key === undefined || point === undefined || rate === undefined) continue;
    const { median, low, high } = rate;
    const used: RateUsed = {
      kind: 'matmul',
      kernel: each.kernel,
      problem: problemLabel(each.problem),
      flopsPerSecond: { value: median, low: low > 0 ? low : median / 2, high },
      standIn: false,
    };
    shapes.set(key, [...(shapes.get(key) ?? []), { point, used }]);
  }
  return shapes;
}

/** Kernels that read the same kind of weights; undefined for dense ones. */
export function compressedKey(problem: Problem): string | undefined {
  switch (problem.op) {
    case 'sparse-matmul':
      return `${problem.format} ${problem.precision}`;
    case 'quantized-matmul':
      return `${problem.scheme} ${problem.precision}`;
    default:
      return undefined;
  }
}

/** The product of the same sizes with dense weights; undefined for what is no product of compressed ones. */
export function denseProduct(problem: Problem): Problem | undefined {
  switch (problem.op) {
    case 'sparse-matmul': {
      const { m, n, k } = problem;
      return { op: 'matmul', m: n, n: m, k, transpose: 'b', precision: 'f32' };
    }
    case 'quantized-matmul': {
      const { m, n, k } = problem;
      return { op: 'matmul', m, n, k, transpose: 'b', precision: 'f32' };
    }
    default:
      return undefined;
  }
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
