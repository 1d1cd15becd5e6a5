// Which variant of a comparison says most about what shrinking buys here: the one of which the least of what counting
// promises arrives, beyond the noise; where all of it may, the fastest.
import type {
  ComparedVariant,
  PassComparison,
} from '../../../estimate/shrink/variant-comparison.ts';
import type { Range } from '../../../estimate/training-estimate.ts';

export interface TellingVariant {
  readonly variant: ComparedVariant;
  readonly promised: number;
  readonly measured: Range;
  /** Of the promise, in the sense of the sentence. */
  readonly arrives: 'little' | 'most' | 'more' | 'unknown';
}

/** Less is no promise that anybody would shrink a network for. */
const PROMISE = 1.1;

/** Of the promised speed-up: above, it has arrived. */
const ARRIVED = 0.9;

/** High over low end of an interval: a wider one that holds the promise tells neither that it was kept nor that it was not. */
const WIDE = 1.5;

/** @param pass of a variant that the sentence is about. */
export function tellingVariant(
  variants: readonly ComparedVariant[],
  pass: (variant: ComparedVariant) => PassComparison | null = ({ forward }) => forward,
): TellingVariant | undefined {
  const timed = variants.flatMap((variant) => {
    const compared = pass(variant);
    const measured = compared?.measuredSpeedup ?? null;
    if (compared === null || measured === null) return [];
    return [{ variant, promised: compared.theoreticalSpeedup, measured }];
  });
  const promising = timed.filter(({ promised }) => promised >= PROMISE);
  const share = ({ promised, measured }: (typeof timed)[number]) => measured.value / promised;
  const [worst] = promising
    .filter((each) => share(each) < ARRIVED && each.measured.high < each.promised)
    .sort((a, b) => share(a) - share(b));
  if (worst !== undefined) return { ...worst, arrives: 'little' };
  const [fastest] = [...timed].sort((a, b) => b.measured.value - a.measured.value);
  if (fastest === undefined) return undefined;
  const { promised, measured } = fastest;
  const holdsPromise = measured.low <= promised && promised <= measured.high;
  if (holdsPromise && measured.high > WIDE * measured.low)
    return { ...fastest, arrives: 'unknown' };
  const arrived = share(fastest);
  const arrives = arrived < ARRIVED ? 'little' : arrived > 1 / ARRIVED ? 'more' : 'most';
  return { ...fastest, arrives };
}
