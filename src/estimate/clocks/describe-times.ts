// "3–9 times", "about 640 times": a ratio of two clocks in words, two digits, since no more are known.
import { roundToPlace } from '../../shared/format.ts';
import type { Range } from '../training-estimate.ts';

/** Ends closer than this to each other read as one figure. */
const SAME = 1.05;

export function describeTimes({ low, value, high }: Range): string {
  if (high / low < SAME) return `about ${twoDigits(value)} times`;
  return `${twoDigits(low)}–${twoDigits(high)} times`;
}

function twoDigits(value: number): string {
  const place = Math.floor(Math.log10(value)) - 1;
  // "9", not "9.0": whole numbers need no zero behind the point.
  const printed = roundToPlace(value, place);
  return place < 0 ? printed.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') : printed;
}
