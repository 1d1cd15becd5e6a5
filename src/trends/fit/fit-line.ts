// A straight line through points by ordinary least squares, with what its scatter allows to say: intervals of slope,
// intercept and prediction by Student's t. Too few points are no error: the answer tells why there is no line.
// Formulas: NIST/SEMATECH e-Handbook of Statistical Methods, 2.3.5.1.1; Draper and Smith, Applied Regression Analysis.
import { tPoint } from '../../shared/t-interval.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An interval of 95 %. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

export interface Coefficient {
  readonly value: number;
}

export interface EstimatedCoefficient extends Coefficient, Bounds {
  readonly standardError: number;
}

export interface NoLine {
  readonly kind: 'none';
  readonly count: number;
  /** Why there is none and what would help: one or two sentences. */
  readonly reason: string;
}

/** Exact, so that nothing is known of the scatter. */
export interface LineThroughTwo {
  readonly kind: 'two-points';
  readonly count: 2;
  readonly slope: Coefficient;
  readonly intercept: Coefficient;
  /** Why there is no interval. */
  readonly reason: string;
}

export interface FittedLine {
  readonly kind: 'regression';
  readonly count: number;
  readonly slope: EstimatedCoefficient;
  readonly intercept: EstimatedCoefficient;
  /** Share of the variance of y that the line explains; null where y does not vary. */
  readonly rSquared: number | null;
  /** Standard deviation of the points around the line, count − 2 degrees of freedom. */
  readonly residualDeviation: number;
  readonly meanX: number;
  /** Sum of (x − meanX)². */
  readonly spreadX: number;
}

export type Line = LineThroughTwo | FittedLine;
export type LineFit = NoLine | Line;

/** Of y at some x. */
export interface LinePrediction {
  readonly value: number;
  /** Where the line itself may run; absent with two points. */
  readonly mean?: Bounds;
  /** Where one more point would lie. */
  readonly observation?: Bounds;
}

/** x that differ by less than this share of their size are rounding errors of one x. */
const ALIKE = 1e-12;

/** y = intercept + slope · x. */
export function fitLine(points: readonly Point[]): LineFit {
  const count = points.length;
  const broken = points.findIndex(({ x, y }) => !Number.isFinite(x) || !Number.isFinite(y));
  if (broken >= 0) {
    return none(
      count,
      `Point ${broken + 1} is not a pair of finite numbers. Correct or remove it.`,
    );
  }
  if (count === 0) return none(count, 'There are no points. A line needs two at different x.');
  if (count === 1) {
    return none(count, 'There is one point, and any line runs through it. Add one at another x.');
  }
  const meanX = sum(points, ({ x }) => x) / count;
  const meanY = sum(points, ({ y }) => y) / count;
  const spreadX = sum(points, ({ x }) => (x - meanX) ** 2);
  const largest = Math.max(...points.map(({ x }) => Math.abs(x)));
  if (Math.sqrt(spreadX / count) <= ALIKE * largest) {
    return none(
      count,
      'All points have the same x: no slope follows from them. Add one elsewhere.',
    );
  }
  const slope = sum(points, ({ x, y }) => (x - meanX) * (y - meanY)) / spreadX;
  const intercept = meanY - slope * meanX;
  if (count === 2) {
    return {
      kind: 'two-points',
      count,
      slope: { value: slope },
      intercept: { value: intercept },
      reason: 'Two points always lie on a line: they tell nothing of its uncertainty.',
    };
  }
  // Of the centred values: with years as x, intercept + slope · x would cancel three digits.
  const squares = sum(points, ({ x, y }) => (y - meanY - slope * (x - meanX)) ** 2);
  const spreadY = sum(points, ({ y }) => (y - meanY) ** 2);
  const residualDeviation = Math.sqrt(squares / (count - 2));
  return {
    kind: 'regression',
    count,
    slope: estimated(slope, residualDeviation / Math.sqrt(spreadX), count),
    intercept: estimated(
      intercept,
      residualDeviation * Math.sqrt(1 / count + meanX ** 2 / spreadX),
      count,
    ),
    rSquared: spreadY === 0 ? null : 1 - squares / spreadY,
    residualDeviation,
    meanX,
    spreadX,
  };
}

/** The line at x, with the band of its mean and that of one more observation. */
export function predictAt(line: Line, x: number): LinePrediction {
  const value = line.intercept.value + line.slope.value * x;
  if (line.kind === 'two-points') return { value };
  const leverage = 1 / line.count + (x - line.meanX) ** 2 / line.spreadX;
  const t = tPoint(line.count - 2) * line.residualDeviation;
  return {
    value,
    mean: around(value, t * Math.sqrt(leverage)),
    observation: around(value, t * Math.sqrt(1 + leverage)),
  };
}

function estimated(value: number, standardError: number, count: number): EstimatedCoefficient {
  return { value, standardError, ...around(value, tPoint(count - 2) * standardError) };
}

function around(value: number, half: number): Bounds {
  return { low: value - half, high: value + half };
}

function none(count: number, reason: string): NoLine {
  return { kind: 'none', count, reason };
}

function sum(points: readonly Point[], pick: (point: Point) => number): number {
  return points.reduce((total, point) => total + pick(point), 0);
}
