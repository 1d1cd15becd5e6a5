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

export function printDuration(seconds: Range): string {
  const { value, range } = formatDurationEstimate(seconds);
  return range === '' ? value : `${value} (${range})`;
}

/** Joules below a kilowatt-hour: one inference takes millionths of it. */
export function printEnergy({ value, low, high }: Range): string {
  const [factor, unit] = value < 1 ? [JOULES_PER_KWH, 'J'] : [1e3, 'Wh'];
  const parts = formatInterval(
    { median: value * factor, low: low * factor, high: high * factor },
    unit,
    2,
  );
  return `${withUnit(parts.value, parts.unit)} (${parts.range})`;
}
