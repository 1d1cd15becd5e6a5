// How the growth of models is said: names of figures and of groups, factors with their interval.
import { formatLog10 } from '../../../shared/format-log10.ts';
import { formatAmount, formatScientific, withUnit } from '../../../shared/format.ts';
import type { Growth } from '../../../trends/fit/fit-growth.ts';
import type { GrowthQuantity } from '../../../trends/growth/model-growth.ts';
import { printBounds, printPlain } from '../print-spread.ts';

export const quantityNames: Readonly<Record<GrowthQuantity, string>> = {
  parameters: 'parameters',
  trainingFlops: 'training compute',
};

/** "language models", "notable models". */
export function modelsOf(domain: string | undefined): string {
  return `${domain?.toLowerCase() ?? 'notable'} models`;
}

/** "530 G parameters", "1.2 × 10²⁴ FLOP". */
export function printQuantity(value: number, quantity: GrowthQuantity): string {
  return quantity === 'parameters'
    ? withUnit(formatAmount(value, '').trim(), 'parameters')
    : `${formatScientific(value)} FLOP`;
}

/** The value is large; the interval may be missing. */
export function printFactor({ factorPerYear, line }: Growth): {
  readonly value: string;
  readonly range: string;
} {
  if (factorPerYear === null) return { value: formatLog10(line.slope.value), range: '' };
  const { value, bounds } = factorPerYear;
  return { value: printPlain(value), range: bounds === undefined ? '' : printBounds(bounds) };
}
