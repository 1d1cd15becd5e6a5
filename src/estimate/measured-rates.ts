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

const KINDS: readonly RateKind[] = ['matmul', 'pointwise', 'spatial', 'depthwise'];

/** The same object for every product that gets the same rate. */
export type RateFinder = (product: MatrixProduct) => RateUsed;

/** @throws FlopscopeError `invalid-input` when the profile has no verified product in this precision. */
export function rateFinder(profile: DeviceProfile, precision: Precision): RateFinder {
  const measured = measuredShapes(profile, precision);
  if (measured.size === 0) throw nothingMeasured(profile, precision);
  const shapes = new Map(KINDS.map((kind) => [kind, shapesFor(kind, measured)] as const));
  return ({ problem, repeats }) => {
    const kind = rateKind(problem);
    const point = shapePoint(problem, repeats);
    if (kind === undefined || point === undefined) {
      throw new FlopscopeError('internal', `A ${problem.op} is not part of a model.`);
    }
    const rate = nearest(shapes.get(kind) ?? [], point);
    if (rate) return rate;
    throw new FlopscopeError(
      'invalid-input',
      `This profile has no measured rate for a ${kind} in ${precision}. Measure this device again.`,
    );
  };
}

/** What was measured of a kind, or else what stands in for it with a wide interval. */
function shapesFor(
  kind: RateKind,
  measured: ReadonlyMap<RateKind, readonly MeasuredShape[]>,
): readonly MeasuredShape[] {
  const own = measured.get(kind);
  if (own) return own;
  const other = STAND_INS[kind].find((each) => measured.has(each));
  const shapes = other === undefined ? undefined : measured.get(other);
  return (shapes ?? []).map(({ point, used }) => ({ point, used: standIn(used, kind) }));
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
    // Squared: only the order matters, and an estimate asks thousands of times.
    const distance =
      (shape.point[0] - point[0]) ** 2 +
      (shape.point[1] - point[1]) ** 2 +
      (shape.point[2] - point[2]) ** 2;
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
