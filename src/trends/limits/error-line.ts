// Error against compute in the paper's variables: y = log10(1/error) over x = log10 FLOP, by ordinary least squares.
// Source of the variables: Computer-Progress/computerprogress.com, components/benchmarks/Chart.js @7012c8b1.
import { formatLog10 } from '../../shared/format-log10.ts';
import { tPoint } from '../../shared/t-interval.ts';
import { type Bounds, fitLine, type FittedLine, type Line, type LineFit } from '../fit/fit-line.ts';
import { checkTargetError } from './target-error.ts';

export interface ErrorPoint {
  /** Operations, above 0; 1 MAC = 2 FLOP. */
  readonly flop: number;
  /** Above 0 and below 100. */
  readonly errorPercent: number;
}

export function fitErrorLine(points: readonly ErrorPoint[]): LineFit {
  const logs = points.map(({ flop, errorPercent }) => ({
    x: Math.log10(flop),
    y: Math.log10(100 / errorPercent),
  }));
  const fit = fitLine(logs);
  const isFinite = logs.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  return fit.kind === 'none' && isFinite ? { ...fit, reason: whyNone(fit.count) } : fit;
}

/** In the words of the points: nobody who pastes compute thinks of an x. */
function whyNone(count: number): string {
  switch (count) {
    case 0:
      return 'There are no points. A line needs two with different compute.';
    case 1:
      return 'There is one point, and any line runs through it. Add one with another compute.';
    default:
      return 'All points have the same compute: nothing tells what more of it would do. Add one with more or less.';
  }
}

export interface ComputeForError {
  readonly log10Flop: number;
  /** Where the line itself may reach the error, 95 %; absent where nothing bounds it. */
  readonly bounds?: Bounds;
  /** Where the target lies beyond the points, or the line may as well not rise at all. */
  readonly warning?: string;
}

/**
 * Compute that the line reaches an error at; null where more compute does not lower the error.
 * @throws FlopscopeError `invalid-input` for an error that is not above 0 and below 100 per cent.
 */
export function computeForError(
  line: Line,
  points: readonly ErrorPoint[],
  errorPercent: number,
): ComputeForError | null {
  checkTargetError(errorPercent);
  const { slope, intercept } = line;
  const y = Math.log10(100 / errorPercent);
  const log10Flop = (y - intercept.value) / slope.value;
  if (!(slope.value > 0) || !Number.isFinite(log10Flop)) return null;
  const logs = points.map(({ flop }) => Math.log10(flop));
  const [least, most] = [Math.min(...logs), Math.max(...logs)];
  const warnings = [
    ...(log10Flop < least || log10Flop > most
      ? [
          `The points reach from ${formatLog10(least)} to ${formatLog10(most)} FLOP: this lies beyond them, and the line is drawn on by faith alone.`,
        ]
      : []),
    ...('low' in slope && slope.low <= 0
      ? ['The points do not tell whether more compute lowers the error at all.']
      : []),
  ];
  const bounds = line.kind === 'regression' ? reaching(line, y) : undefined;
  return {
    log10Flop,
    ...(bounds === undefined ? {} : { bounds }),
    ...(warnings.length === 0 ? {} : { warning: warnings.join(' ') }),
  };
}

/**
 * The x at which the band of the line's mean holds y: the two roots of a quadratic, bounded where the slope is surely
 * not 0. Formula: Draper and Smith, Applied Regression Analysis, inverse regression (Fieller's interval).
 */
function reaching(line: FittedLine, y: number): Bounds | undefined {
  const { count, slope, intercept, meanX, spreadX, residualDeviation } = line;
  const t = tPoint(count - 2) * residualDeviation;
  const steep = slope.value ** 2 - t ** 2 / spreadX;
  if (!(steep > 0)) return undefined;
  const above = intercept.value + slope.value * meanX - y;
  const middle = meanX - (slope.value * above) / steep;
  const half = (t / steep) * Math.sqrt(above ** 2 / spreadX + steep / count);
  return { low: middle - half, high: middle + half };
}
