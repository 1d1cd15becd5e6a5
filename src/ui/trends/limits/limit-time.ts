// How long a target of the paper would take on this device: a duration where one means anything, else a power of ten of
// years.
import { printDuration } from '../../../estimate/shrink/print-amount.ts';
import type { TrainingRate } from '../../../trends/efficiency/training-rate.ts';
import { printPower } from './print-power.ts';

/** 365.25 days, as durations are printed everywhere here. */
const LOG10_YEAR = Math.log10(31_557_600);

/** From here on, in log10 of years, nobody waits and nothing bounds a figure. */
const LONG = 4;

/** @param log10Flop of the whole training. */
export function limitTime(
  log10Flop: number,
  { flopsPerSecond, model }: TrainingRate,
  device: string,
): string {
  const { value, low, high } = flopsPerSecond;
  const log10Years = log10Flop - Math.log10(value) - LOG10_YEAR;
  const seconds = (rate: number): number => 10 ** (log10Flop - Math.log10(rate));
  const time =
    log10Years >= LONG
      ? printPower(log10Years, 'years')
      : printDuration({ value: seconds(value), low: seconds(high), high: seconds(low) });
  return `On ${device} the polynomial form’s compute would take ${time}, at the rate predicted for training ${model.name} there.`;
}
