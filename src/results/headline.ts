// The few figures that stand large: best verified matrix product per precision, memory bandwidth, launch.
import type { Precision } from '../shared/problem.ts';
import { accumulatesInHalf } from '../shared/result/accumulation.ts';
import type { Ceiling, Measured, Measurement } from '../shared/result/schema.ts';
import type { Interval } from '../shared/statistics.ts';

/** What a headline needs; a run in progress has these before it has a whole profile. */
export interface Figures {
  readonly ceilings: readonly Ceiling[];
  readonly measurements: readonly Measurement[];
}

export interface ComputeFigure {
  readonly precision: Precision;
  readonly rate: Interval;
  readonly best: Measured;
  /** Best multiply-add form of the precision that the kernel computes in, where one was measured. */
  readonly ceiling: Interval | undefined;
}

export interface Headline {
  readonly compute: readonly ComputeFigure[];
  readonly bandwidth: Interval | undefined;
  /** Duration of one dependent dispatch, milliseconds. */
  readonly launchMs: Interval | undefined;
}

/** The order in which precisions are listed everywhere. */
export const precisionOrder: readonly Precision[] = ['f32', 'f16', 'i8'];

/** Integers have operations a second; only floats have FLOPS. */
export function rateUnit(precision: Precision): 'FLOPS' | 'OPS' {
  return precision === 'i8' ? 'OPS' : 'FLOPS';
}

export function isMeasured(measurement: Measurement): measurement is Measured {
  return measurement.status === 'measured';
}

/** The best ceiling of a kind; `precision` narrows it where the kind has several. */
export function bestCeiling(
  ceilings: readonly Ceiling[],
  kind: Ceiling['kind'],
  precision?: Precision,
): Ceiling | undefined {
  const candidates = ceilings.filter(
    (ceiling) =>
      ceiling.kind === kind && (precision === undefined || ceiling.precision === precision),
  );
  const speed = ({ best }: Ceiling): number => 1 / best.durationMs.median;
  const rate = (ceiling: Ceiling): number =>
    ceiling.best.flopsPerSecond?.median ??
    (kind === 'launch' ? speed(ceiling) : ceiling.best.bytesPerSecond.median);
  return candidates.reduce<Ceiling | undefined>(
    (best, next) => (best === undefined || rate(next) > rate(best) ? next : best),
    undefined,
  );
}

function bestMatmul(
  measurements: readonly Measurement[],
  precision: Precision,
): Measured | undefined {
  return measurements
    .filter(isMeasured)
    .filter(({ problem }) => problem.op === 'matmul' && problem.precision === precision)
    .filter((entry) => !accumulatesInHalf(entry))
    .reduce<Measured | undefined>(
      (best, next) =>
        (next.flopsPerSecond?.median ?? 0) > (best?.flopsPerSecond?.median ?? 0) ? next : best,
      undefined,
    );
}

export function headline({ ceilings, measurements }: Figures): Headline {
  const compute = precisionOrder.flatMap((precision): ComputeFigure[] => {
    const best = bestMatmul(measurements, precision);
    if (best?.flopsPerSecond === undefined) return [];
    // Half-precision kernels that sum in f32 multiply in f32 too: that ceiling is theirs.
    const computed = precision === 'f16' ? 'f32' : precision;
    const ceiling = bestCeiling(ceilings, 'multiply-add', computed)?.best.flopsPerSecond;
    return [{ precision, rate: best.flopsPerSecond, best, ceiling }];
  });
  return {
    compute,
    bandwidth: bestCeiling(ceilings, 'copy')?.best.bytesPerSecond,
    launchMs: bestCeiling(ceilings, 'launch')?.best.durationMs,
  };
}
