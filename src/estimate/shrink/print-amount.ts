// Costs as people read them, each with its interval: "12.4 ms (9.8–15.1)".
import { formatAmount, formatInterval, withUnit } from '../../shared/format.ts';
import { formatDurationEstimate } from '../../shared/format-duration.ts';
import type { Range } from '../training-estimate.ts';
import type { Criterion } from './rank-candidates.ts';

const JOULES_PER_KWH = 3.6e6;

/** @param amount in the unit of the criterion: seconds, bytes or kWh. */
export function printAmount(criterion: Criterion, amount: Range): string {
  switch (criterion) {
    case 'inference':
    case 'training':
      return printDuration(amount);
    case 'size':
      return formatAmount(amount.value, 'B');
    case 'energy':
      return printEnergy(amount);
  }
}

export interface PrintedAmount {
  readonly value: string;
  /** Empty where there is no interval. */
  readonly range: string;
}

export function durationParts(seconds: Range): PrintedAmount {
  return formatDurationEstimate(seconds);
}

/** Joules below a kilowatt-hour: one inference takes millionths of it. */
export function energyParts({ value, low, high }: Range): PrintedAmount {
  const [factor, unit] = value < 1 ? [JOULES_PER_KWH, 'J'] : [1e3, 'Wh'];
  const parts = formatInterval(
    { median: value * factor, low: low * factor, high: high * factor },
    unit,
    2,
  );
  return { value: withUnit(parts.value, parts.unit), range: parts.range };
}

export function printDuration(seconds: Range): string {
  return together(durationParts(seconds));
}

export function printEnergy(kilowattHours: Range): string {
  return together(energyParts(kilowattHours));
}

/** "2.1 M", "0.05", with the range in the same unit. */
export function countParts({ value, low, high }: Range): PrintedAmount {
  if (value === 0) return { value: '0', range: '' };
  if (value < 1) {
    // Nobody counts in thousandths: 0.046 and not 46 m.
    const print = (part: number) => Number(part.toPrecision(2)).toString();
    return { value: print(value), range: low < high ? `${print(low)}–${print(high)}` : '' };
  }
  const { value: printed, range, unit } = formatInterval({ median: value, low, high }, '', 2);
  return { value: withUnit(printed, unit), range: range === '' ? '' : withUnit(range, unit) };
}

export function printCount(count: Range): string {
  return together(countParts(count));
}

function together({ value, range }: PrintedAmount): string {
  return range === '' ? value : `${value} (${range})`;
}
