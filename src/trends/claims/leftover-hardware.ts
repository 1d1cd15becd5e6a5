// The trap of the dispute over muNet: hours of one thing at the price of another. Whatever hardware does not cancel
// is named.
import { type Dimension, describeDimension } from './dimension.ts';
import { hardwareIn } from './unit-names.ts';

/** A sentence where hardware stands above and below the line, "core/v4-chip"; undefined where it does not. */
export function leftoverHardware(dimension: Dimension): string | undefined {
  const counted = hardwareIn(dimension);
  const powers = [...counted.values()];
  if (!powers.some((power) => power > 0) || !powers.some((power) => power < 0)) return undefined;
  return `The units do not cancel: ${describeDimension(counted)} is left over. A price of one was taken for another; the figure holds only if both were the same.`;
}
