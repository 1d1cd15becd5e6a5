// What an estimate needs to know of a device: rates per kind of work, bandwidth, launch latency, and how
// much of its burst rate it keeps. What the profile lacks is replaced, widely, and said.
import { FlopscopeError } from '../shared/errors.ts';
import type { Precision } from '../shared/problem.ts';
import type { Ceiling, CeilingKind, DeviceProfile } from '../shared/result/schema.ts';
import { type RateFinder, rateFinder } from './measured-rates.ts';
import { StepPredictor } from './prediction/step-predictor.ts';
import type { Assumption, Range } from './training-estimate.ts';
import { UNMEASURED_LAUNCH } from './uncertainty.ts';

export interface DeviceSpeed {
  readonly rateOf: RateFinder;
  readonly bytesPerSecond: Range;
  readonly launchSeconds: Range;
  /** The measured multiply-add ceiling; null if not measured. */
  readonly peakFlopsPerSecond: number | null;
  /** For arithmetic outside matrix products: half the ceiling; undefined if not measured. */
  readonly otherFlopsPerSecond: number | undefined;
  /** Sustained over burst rate, at most 1; null if not measured. */
  readonly retained: number | null;
  readonly assumptions: readonly Assumption[];
  /** Where the kernels of training steps were measured, in this precision. */
  readonly steps: StepPredictor | undefined;
}

/** @throws FlopscopeError `invalid-input` when the profile cannot carry an estimate in this precision. */
export function deviceSpeed(profile: DeviceProfile, precision: Precision): DeviceSpeed {
  const assumptions: Assumption[] = [];
  const rateOf = rateFinder(profile, precision);
  const peak = bestCeiling(profile, 'multiply-add', precision);
  const peakRate = peak?.best.flopsPerSecond?.median ?? null;
  if (peakRate === null) {
    assumptions.push({
      sentence: `The multiply-add ceiling in ${precision} was not measured: arithmetic outside matrix products is taken as free.`,
      provenance: 'assumed',
    });
  }
  return {
    rateOf,
    bytesPerSecond: bandwidth(profile, assumptions),
    launchSeconds: launchLatency(profile, assumptions),
    peakFlopsPerSecond: peakRate,
    otherFlopsPerSecond: peakRate === null ? undefined : peakRate / 2,
    retained: profile.sustained ? Math.min(1, profile.sustained.retained) : null,
    assumptions,
    steps: stepPredictor(profile, precision),
  };
}

const predictors = new WeakMap<DeviceProfile, Map<Precision, StepPredictor>>();

/** Fitting the surfaces takes some milliseconds: once for each profile. */
function stepPredictor(profile: DeviceProfile, precision: Precision): StepPredictor | undefined {
  if (profile.suite !== 'training' || precision !== 'f32') return undefined;
  const known = predictors.get(profile)?.get(precision);
  if (known !== undefined) return known;
  const predictor = new StepPredictor(profile, precision);
  predictors.set(profile, new Map([...(predictors.get(profile) ?? []), [precision, predictor]]));
  return predictor;
}

function bandwidth(profile: DeviceProfile, assumptions: Assumption[]): Range {
  const [fastest] = [bestCeiling(profile, 'copy'), bestCeiling(profile, 'triad')]
    .flatMap((ceiling) => ceiling?.best.bytesPerSecond ?? [])
    .sort((a, b) => b.median - a.median);
  if (fastest) return positiveRange(fastest);
  // Whatever a kernel moved is a bandwidth that the device has at least.
  const seen = profile.measurements.reduce(
    (best, each) =>
      each.status === 'measured' ? Math.max(best, each.bytesPerSecond.median) : best,
    0,
  );
  if (seen === 0) {
    throw new FlopscopeError(
      'invalid-input',
      'This profile has no measured memory bandwidth. Measure this device again.',
    );
  }
  assumptions.push({
    sentence:
      'Copy bandwidth was not measured: the largest traffic of any kernel stands in, the true bandwidth may be up to ten times that.',
    provenance: 'assumed',
    factor: { low: 0.1, high: 1 },
  });
  return { value: seen, low: seen, high: seen * 10 };
}

function launchLatency(profile: DeviceProfile, assumptions: Assumption[]): Range {
  const launch = bestCeiling(profile, 'launch')?.best.durationMs;
  if (launch) {
    const range = positiveRange(launch);
    return { value: range.value / 1e3, low: range.low / 1e3, high: range.high / 1e3 };
  }
  assumptions.push({
    sentence: 'Launch latency was not measured: 10 µs is assumed, 2 to 50 µs.',
    provenance: 'memory',
  });
  return UNMEASURED_LAUNCH;
}

/** The fastest ceiling of a kind: its best forms in all precisions, or in one. */
function bestCeiling(
  profile: DeviceProfile,
  kind: CeilingKind,
  precision?: Precision,
): Ceiling | undefined {
  const fitting = profile.ceilings.filter(
    (each) => each.kind === kind && (precision === undefined || each.precision === precision),
  );
  return fitting.reduce<Ceiling | undefined>(
    (best, each) => (best && speed(best) >= speed(each) ? best : each),
    undefined,
  );
}

function speed({ kind, best }: Ceiling): number {
  if (kind === 'launch') return -best.durationMs.median;
  return kind === 'copy' || kind === 'triad'
    ? best.bytesPerSecond.median
    : (best.flopsPerSecond?.median ?? 0);
}

function positiveRange({
  median,
  low,
  high,
}: {
  median: number;
  low: number;
  high: number;
}): Range {
  return { value: median, low: low > 0 ? low : median / 2, high: Math.max(high, median) };
}
