// One figure of one device, whose reports may be several: as logarithms of its speed, so that ratios are differences.
import { median, type Interval } from '../../shared/statistics.ts';
import type { ComparedFigure, ComparedRun } from './compared-run.ts';
import { type FigureUnit, logSpeed, logWork, unitOf, valueOf } from './figure-rate.ts';
import { drawLogMs, drawNormal, intervalOfLogs, seedOf } from './replicates.ts';
import { figureNoise, SHARED_BY_RUN } from './run-noise.ts';

export interface ReportedFigure {
  readonly run: ComparedRun;
  readonly figure: ComparedFigure;
}

/** Newest first. */
export type Reports = readonly [ReportedFigure, ...ReportedFigure[]];

export interface DeviceFigure {
  readonly reports: Reports;
  readonly unit: FigureUnit;
  /** As the one report tells it; of several, their median with an interval over reports. */
  readonly value: Interval;
  /** Natural logarithm of the speed: more is faster. */
  readonly logSpeed: number;
  readonly logReplicates: Float64Array;
}

/** Two values tell next to nothing of a spread. */
const REPORTS_TO_TELL_SPREAD = 3;

export function deviceFigure(key: string, reports: Reports): DeviceFigure {
  const [{ figure }, ...older] = reports;
  const speeds = reports.map((report) => logSpeed(report.figure));
  const centre = median(speeds);
  const seen = reports.length < REPORTS_TO_TELL_SPREAD ? 0 : deviation(speeds);
  const [first, ...others] = reports.map((report) => drawLogSpeed(key, report, seen));
  const drawn = first ?? new Float64Array();
  const logReplicates =
    others.length === 0
      ? drawn
      : drawn.map((log, round) => median([log, ...others.map((other) => other[round] ?? log)]));
  return {
    reports,
    unit: unitOf(figure),
    value: older.length === 0 ? valueOf(figure) : overReports(figure, centre, logReplicates),
    logSpeed: centre,
    logReplicates,
  };
}

function drawLogSpeed(key: string, { run, figure }: ReportedFigure, seen: number): Float64Array {
  const work = logWork(figure);
  const logMs = drawLogMs(figure, seedOf(`samples ${run.id} ${key}`));
  const own = Math.max(figureNoise(run, figure), seen);
  const ownNoise = drawNormal(0, own, seedOf(`figure ${run.id} ${key}`));
  // The same for every figure of a run: a mean over figures does not average it away.
  const shared = drawNormal(0, SHARED_BY_RUN, seedOf(`run ${run.id}`));
  return logMs.map((log, round) => work - log + (ownNoise[round] ?? 0) + (shared[round] ?? 0));
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** Back from speeds to the figure's unit: where that is a duration, more speed is less of it. */
function overReports(newest: ComparedFigure, centre: number, replicates: Float64Array): Interval {
  const value = Math.log(valueOf(newest).median);
  const sign = unitOf(newest) === 's' ? -1 : 1;
  const toValue = (speed: number): number => value + sign * (speed - logSpeed(newest));
  return intervalOfLogs(toValue(centre), replicates.map(toValue));
}

/** How many times as fast as the reference. */
export function speedRatio(device: DeviceFigure, reference: DeviceFigure): Interval {
  return intervalOfLogs(device.logSpeed - reference.logSpeed, logRatios(device, reference));
}

/** Replicates of the logarithm of the speed ratio. */
export function logRatios(device: DeviceFigure, reference: DeviceFigure): Float64Array {
  return device.logReplicates.map((log, round) => log - (reference.logReplicates[round] ?? 0));
}
