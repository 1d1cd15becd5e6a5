// Finds, in a device's measurements, the rate that a layer's matrix product or convolution may expect:
// that of the best verified kernel on the nearest measured shape of the same kind.
import { FlopscopeError } from '../shared/errors.ts';
import type { Precision, Problem } from '../shared/problem.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import type { MatrixProduct } from '../models/work.ts';
import {
  compressedKey,
  compressedShapes,
  denseProduct,
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
  const dense = new Map<RateUsed, RateUsed>();
  const standInOnce = (rate: RateUsed): RateUsed => {
    const known = dense.get(rate) ?? standIn(rate, rate.kind);
    dense.set(rate, known);
    return known;
  };
  const shapes = new Map(KINDS.map((kind) => [kind, shapesFor(kind, measured)] as const));
  const compressed = compressedShapes(profile);
  return ({ problem: asked, repeats }) => {
    const problem = denseProduct(asked) ?? asked;
    const own = compressedRate(asked, problem, repeats, compressed);
    if (own !== undefined) return own;
    const kind = rateKind(problem);
    const point = shapePoint(problem, repeats);
    if (kind === undefined || point === undefined) {
      throw new FlopscopeError('internal', `A ${problem.op} is not part of a model.`);
    }
    const rate = nearest(shapes.get(kind) ?? [], point);
    // Dense kernels tell little of those that read compressed weights.
    if (rate) return problem === asked ? rate : standInOnce(rate);
    throw new FlopscopeError(
      'invalid-input',
      `This profile has no measured rate for a ${kind} in ${precision}. Measure this device again.`,
    );
  };
}

/** By what its own kind of kernel reached on the nearest shape. */
function compressedRate(
  asked: Problem,
  dense: Problem,
  repeats: number,
  compressed: ReadonlyMap<string, readonly MeasuredShape[]>,
): RateUsed | undefined {
  const key = compressedKey(asked);
  const point = key === undefined ? undefined : shapePoint(dense, repeats);
  if (key === undefined || point === undefined) return undefined;
  return nearest(compressed.get(key) ?? [], point);
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
