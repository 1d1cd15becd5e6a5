// Finds, in a device's measurements, the rate that a layer's matrix product or convolution may expect:
// that of the best verified kernel on the nearest measured shape of the same kind.
import { FlopscopeError } from '../shared/errors.ts';
import type { Precision } from '../shared/problem.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import type { MatrixProduct } from '../models/work.ts';
import {
  type MeasuredShape,
  measuredShapes,
  rateKind,
  type ShapePoint,
  shapePoint,
} from './measured-shapes.ts';
import type { RateKind, RateUsed } from './training-estimate.ts';
import { STAND_IN } from './uncertainty.ts';

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
  const shapes = measuredShapes(profile, precision);
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
