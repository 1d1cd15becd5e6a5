// A line of error against compute in sentences: how well it fits, what its slope means, and what the target takes.
import { formatLog10 } from '../../../shared/format-log10.ts';
import { roundToPlace, withUnit } from '../../../shared/format.ts';
import type { Line } from '../../../trends/fit/fit-line.ts';
import type { ComputeForError } from '../../../trends/limits/error-line.ts';
import { lineMeaning, type LogRange } from '../../../trends/limits/line-meaning.ts';
import { printError } from './print-power.ts';

/** "R² = 0.43: …". The first is of the fit, the others of its slope. */
export function describeLine(line: Line): readonly string[] {
  const { tenfold, halving } = lineMeaning(line);
  return [
    line.kind === 'two-points' ? line.reason : fitSentence(line.rSquared, line.count),
    `Slope ${slopeText(line)} powers of ten of 1/error for each of compute: ${
      tenfold.log10 > 0
        ? `ten times the compute divides the error by ${printRange(tenfold)}`
        : `with ten times the compute the error is ${printRange(inverse(tenfold))} times as large`
    }.`,
    ...(halving === null ? [] : [`Half the error takes ${printRange(halving)} times the compute.`]),
  ];
}

/** What the line says of the target; the warning, if any, apart. */
export function describeTarget(
  reached: ComputeForError | null,
  errorPercent: number,
  unit: string,
): string {
  const target = printError(errorPercent);
  if (reached === null) {
    return `More compute does not lower the error along this line: no amount of it reaches ${target}.`;
  }
  const { log10Flop, bounds } = reached;
  const interval =
    bounds === undefined
      ? 'no interval bounds it'
      : `95 % interval of the line ${formatLog10(bounds.low)} to ${formatLog10(bounds.high)}`;
  return `The line reaches ${target} at ${withUnit(formatLog10(log10Flop), unit)} (${interval}).`;
}

/** From here on two decimals would read as a perfect fit. */
const NEARLY_ALL = 0.99;

function fitSentence(rSquared: number | null, count: number): string {
  if (rSquared === null) {
    return `All ${count} errors are equal: there is nothing for compute to explain, and R² has no value.`;
  }
  const place = rSquared > NEARLY_ALL ? -4 : -2;
  return `R² = ${roundToPlace(rSquared, place)}: compute explains ${roundToPlace(rSquared * 100, place + 2)} % of the variance of log(1/error) over ${count} points.`;
}

/** "0.108 (0.095 to 0.121)". */
function slopeText({ slope }: Line): string {
  const value = printSlope(slope.value);
  return 'low' in slope
    ? `${value} (${printSlope(slope.low)} to ${printSlope(slope.high)})`
    : value;
}

/** Steeper lines join points of nearly the same compute. */
const STEEP = 100;

function printSlope(slope: number): string {
  const size = Math.abs(slope);
  return `${slope < 0 ? '−' : ''}${size < STEEP ? roundToPlace(size, -3) : formatLog10(Math.log10(size))}`;
}

function inverse({ log10, bounds }: LogRange): LogRange {
  return {
    log10: -log10,
    ...(bounds === undefined
      ? {}
      : { bounds: { low: -(bounds.high ?? log10), high: -bounds.low } }),
  };
}

function printRange({ log10, bounds }: LogRange): string {
  const value = printFactor(log10);
  if (bounds === undefined) return value;
  const { low, high } = bounds;
  return high === null
    ? `${value} (more than ${printFactor(low)})`
    : `${value} (${printFactor(low)} to ${printFactor(high)})`;
}

/** Factors near one need two decimals to differ. */
function printFactor(log10: number): string {
  return Math.abs(log10) < 1 ? roundToPlace(10 ** log10, -2) : formatLog10(log10);
}
