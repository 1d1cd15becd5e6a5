// Finds, in a device's measurements, the rate that a layer's matrix product or convolution may expect:
// that of the best verified kernel on the nearest measured shape of the same kind.
import { FlopscopeError } from '../shared/errors.ts';
import {
  conv2dOutputSize,
  convolutionClass,
  type Precision,
  type Problem,
  problemLabel,
} from '../shared/problem.ts';
import type { DeviceProfile, Measured } from '../shared/result/schema.ts';
import type { MatrixProduct } from '../models/work.ts';
import type { RateKind, RateUsed } from './training-estimate.ts';
import { STAND_IN } from './uncertainty.ts';

/** Natural logarithms of rows, columns and depth of the implicit matrix product. */
type ShapePoint = readonly [number, number, number];

interface MeasuredShape {
  readonly point: ShapePoint;
  readonly used: RateUsed;
}

/** Which kinds may stand in for one that was not measured, the most alike first. */
const STAND_INS: Readonly<Record<RateKind, readonly RateKind[]>> = {
  matmul: ['pointwise', 'spatial'],
  pointwise: ['matmul', 'spatial'],
  spatial: ['pointwise', 'matmul'],
  depthwise: ['spatial', 'pointwise', 'matmul'],
};

export type RateFinder = (product: MatrixProduct) => RateUsed;

/** @throws FlopscopeError `invalid-input` when the profile has no verified product in this precision. */
export function rateFinder(profile: DeviceProfile, precision: Precision): RateFinder {
  const shapes = collectShapes(profile, precision);
  if (shapes.size === 0) throw nothingMeasured(profile, precision);
  const known = new Map<string, RateUsed>();
  return (product) => {
    const key = productKey(product);
    const before = known.get(key);
    if (before) return before;
    const rate = chooseRate(shapes, product, precision);
    known.set(key, rate);
    return rate;
  };
}

/** Equal for products that get the same rate. */
function productKey({ problem, repeats }: MatrixProduct): string {
  return `${repeats} ${Object.values(problem).join(' ')}`;
}

export function rateKind(problem: Problem): RateKind | undefined {
  if (problem.op === 'matmul') return 'matmul';
  return problem.op === 'conv2d' ? convolutionClass(problem) : undefined;
}

function chooseRate(
  shapes: ReadonlyMap<RateKind, readonly MeasuredShape[]>,
  { problem, repeats }: MatrixProduct,
  precision: Precision,
): RateUsed {
  const kind = rateKind(problem);
  const point = shapePoint(problem, repeats);
  if (kind === undefined || point === undefined) {
    throw new FlopscopeError('internal', `A ${problem.op} is not part of a model.`);
  }
  for (const candidate of [kind, ...STAND_INS[kind]]) {
    const found = nearest(shapes.get(candidate) ?? [], point);
    if (!found) continue;
    if (candidate === kind) return found;
    return standIn(found, kind);
  }
  throw new FlopscopeError(
    'invalid-input',
    `This profile has no measured rate for a ${kind} in ${precision}. Measure this device again.`,
  );
}

function standIn(rate: RateUsed, kind: RateKind): RateUsed {
  const { value, low, high } = rate.flopsPerSecond;
  return {
    ...rate,
    kind,
    standIn: true,
    flopsPerSecond: { value, low: low / STAND_IN.high, high: high / STAND_IN.low },
  };
}

function collectShapes(
  profile: DeviceProfile,
  precision: Precision,
): ReadonlyMap<RateKind, readonly MeasuredShape[]> {
  const best = new Map<string, Measured>();
  for (const each of profile.measurements) {
    if (each.status !== 'measured' || each.problem.precision !== precision) continue;
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
function shapePoint(problem: Problem, repeats: number): ShapePoint | undefined {
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

function nearest(shapes: readonly MeasuredShape[], point: ShapePoint): RateUsed | undefined {
  let best: MeasuredShape | undefined;
  let bestDistance = Infinity;
  for (const shape of shapes) {
    const distance = Math.hypot(
      shape.point[0] - point[0],
      shape.point[1] - point[1],
      shape.point[2] - point[2],
    );
    if (distance < bestDistance) [best, bestDistance] = [shape, distance];
  }
  return best?.used;
}

function nothingMeasured(profile: DeviceProfile, precision: Precision): FlopscopeError {
  const others = new Set(
    profile.measurements
      .filter((each) => each.status === 'measured')
      .map((each) => each.problem.precision),
  );
  others.delete(precision);
  const advice =
    others.size > 0
      ? `Choose ${[...others].join(' or ')}, or measure a device that has ${precision}.`
      : 'Measure this device first.';
  return new FlopscopeError(
    'invalid-input',
    `This profile has no verified matrix product or convolution in ${precision}. ${advice}`,
  );
}
