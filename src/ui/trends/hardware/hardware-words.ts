// How the trend of hardware is said.
import { withUnit } from '../../../shared/format.ts';
import type { GrowthFit } from '../../../trends/fit/fit-growth.ts';
import type { CardSegment } from '../../../trends/hardware/card-segment.ts';
import type { SlowingVerdict } from '../../../trends/hardware/compare-halves.ts';
import type { HardwareMeasure } from '../../../trends/hardware/hardware-trend.ts';
import { printBounds, printPlain } from '../print-spread.ts';

export const segmentNames: Readonly<Record<CardSegment, string>> = {
  consumer: 'gaming cards',
  workstation: 'workstation cards',
  server: 'server cards',
  system: 'laptops and systems',
};

export const verdictNames: Readonly<Record<SlowingVerdict, string>> = {
  slower: 'Yes, it is slowing.',
  faster: 'No, it goes faster than before.',
  undecided: 'These cards do not tell.',
  unknown: 'Too few cards to tell.',
};

export const measureUnits: Readonly<Record<HardwareMeasure, string>> = {
  usd: 'USD per TFLOPS',
  watts: 'W per TFLOPS',
};

/** "12.3 USD per TFLOPS". */
export function printPerTeraflops(value: number, measure: HardwareMeasure): string {
  return withUnit(
    value.toLocaleString('en', { maximumSignificantDigits: 3 }),
    measureUnits[measure],
  );
}

/** "A TFLOPS costs half as much every 31.2 months (28.0–35.1)." */
export function describeFit(fit: GrowthFit, measure: HardwareMeasure): string {
  if (fit.kind === 'none') return fit.reason;
  const verb = measure === 'usd' ? 'costs' : 'draws';
  if (fit.doubling === null) return `What a TFLOPS ${verb} does not change.`;
  const { direction, months, bounds } = fit.doubling;
  const factor = direction === 'halves' ? 'half' : 'twice';
  const range = bounds === undefined ? '' : ` (${printBounds(bounds)})`;
  return `A TFLOPS ${verb} ${factor} as much every ${printPlain(months)} months${range}, over ${fit.count} cards.`;
}
