// What the address keeps for the clocks: the card to hold against, and by which of its peaks. Which card was
// measured stands there as well, for the power that it takes.
import { isTrainingPeak, type TrainingPeak } from '../../estimate/clocks/native-peak.ts';
import type { Accelerator } from '../../facts/accelerators.ts';
import { type Parameters, parseRoute, routeHash } from '../route/route.ts';

const names = ['clockCard', 'clockPeak'] as const;
type ClockParameter = (typeof names)[number];

/** Those of an address's parameters that belong to the clocks. */
export function clockParameters(parameters: Parameters): Parameters {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = parameters[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

export interface ClockChoice {
  /** To hold against; undefined until one is chosen or detected. */
  readonly card: Accelerator | undefined;
  /** The one that was measured, where it is known. */
  readonly own: Accelerator | undefined;
  readonly peak: TrainingPeak | undefined;
  /** A card that the address names and that does not exist. */
  readonly unknownCard: string | undefined;
}

/** @param detected the card that the adapter told of itself. */
export function readChoice(
  parameters: Parameters,
  cards: readonly Accelerator[],
  detected: Accelerator | undefined,
): ClockChoice {
  const { card, clockCard, clockPeak } = parameters;
  const own = cards.find(({ id }) => id === card) ?? detected;
  const chosen = cards.find(({ id }) => id === clockCard);
  return {
    card: chosen ?? own,
    own,
    peak: clockPeak !== undefined && isTrainingPeak(clockPeak) ? clockPeak : undefined,
    unknownCard: clockCard !== undefined && chosen === undefined ? clockCard : undefined,
  };
}

/** Writes choices into the address; an empty value takes one out. No step for "back". */
export function writeChoice(
  change: Readonly<Partial<Record<ClockParameter | 'card', string>>>,
): void {
  const { screen, parameters } = parseRoute(location.hash);
  location.replace(routeHash(screen, { ...parameters, ...change }));
}
