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
  /** Best form of the multiply-adds that the kernel computes by, where one was measured. */
  readonly ceiling: Interval | undefined;
}

/** Ceilings of the device's memory; what they read and write differs. */
export type MemoryCeilingKind = 'copy' | 'triad';

export interface Headline {
  readonly compute: readonly ComputeFigure[];
  readonly bandwidth: Interval | undefined;
  /** Which of the memory ceilings that is: the better one of copy and triad. */
  readonly bandwidthKind: MemoryCeilingKind | undefined;
  /** Duration of one dependent dispatch, milliseconds. */
  readonly launchMs: Interval | undefined;
}

/** The order in which precisions are listed everywhere. */
export const precisionOrder: readonly Precision[] = ['f32', 'f16', 'i8'];

/** Kernels that compute by matrix units have a ceiling of their own. */
const MATRIX_UNITS = '/subgroup-matrix';

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

/** The better one of copy and triad. */
export function memoryCeiling(
  ceilings: readonly Ceiling[],
): { readonly kind: MemoryCeilingKind; readonly ceiling: Ceiling } | undefined {
  const candidates = (['copy', 'triad'] as const).flatMap((kind) => {
    const ceiling = bestCeiling(ceilings, kind);
    return ceiling === undefined ? [] : [{ kind, ceiling }];
  });
  const rate = ({ ceiling }: { ceiling: Ceiling }) => ceiling.best.bytesPerSecond.median;
  return candidates.sort((a, b) => rate(b) - rate(a))[0];
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
    const ceiling = (
      best.kernel.endsWith(MATRIX_UNITS)
        ? bestCeiling(ceilings, 'matrix-multiply-add', precision)
        : bestCeiling(ceilings, 'multiply-add', computed)
    )?.best.flopsPerSecond;
    return [{ precision, rate: best.flopsPerSecond, best, ceiling }];
  });
  const memory = memoryCeiling(ceilings);
  return {
    compute,
    bandwidth: memory?.ceiling.best.bytesPerSecond,
    bandwidthKind: memory?.kind,
    launchMs: bestCeiling(ceilings, 'launch')?.best.durationMs,
  };
}
