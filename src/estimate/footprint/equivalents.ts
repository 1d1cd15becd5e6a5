// An amount of energy or carbon in everyday things, each with the source of what one of them takes.
import type { EverydayThing } from '../../facts/equivalents.ts';
import type { Footprint } from './footprint.ts';

export interface Equivalent {
  readonly thing: EverydayThing;
  readonly value: number;
  /** Ends of the outcome over what one thing takes; its own spread is in them. */
  readonly low: number;
  readonly high: number;
}

/** Fewer than this say nothing, and so do more than that: 40,000 km still lead around the Earth. */
const LEAST = 0.1;
const MOST = 5e4;

/** Those of a size that a person can picture; where none is, the nearest to it. */
export function equivalentsOf(
  { outcomes }: Footprint,
  things: readonly EverydayThing[],
): readonly Equivalent[] {
  const all = things.map((thing): Equivalent => {
    const { amount, low = amount, high = amount, per } = thing;
    const outcome = per === 'kWh' ? outcomes.energy : outcomes.carbon;
    return {
      thing,
      value: outcome.value / amount,
      low: outcome.low / high,
      high: outcome.high / low,
    };
  });
  const pictured = all.filter(({ value }) => value >= LEAST && value <= MOST);
  if (pictured.length > 0) return pictured;
  const distance = ({ value }: Equivalent): number => Math.abs(Math.log(value));
  return [...all]
    .filter(({ value }) => value > 0)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 1);
}
