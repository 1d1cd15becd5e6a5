// The choices among cited figures: which card, building, place, price and currency. Each unknown name gets a
// sentence with the nearest ones.
import type { Accelerator } from '../../facts/accelerators.ts';
import type { CloudPrice } from '../../facts/cloud-prices.ts';
import type { GridPlace } from '../../facts/grid-intensity.ts';
import type { PowerFractions } from '../../facts/power-fractions.ts';
import { unknownName } from '../../models/nearest-names.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { isGiven } from '../parse-number.ts';
import { ANY_RENT } from './default-rent.ts';
import { AT_HOME } from './default-site.ts';
import type { FootprintContext } from './footprint-context.ts';
import type { FootprintField, FootprintInput } from './footprint-fields.ts';
import type { TypedUnit } from './price-units.ts';

type Errors = Partial<Record<FootprintField, string>>;

/** The cited figures that the choices select. */
export interface FootprintChoices {
  readonly card: Accelerator | undefined;
  readonly hosting: string;
  readonly place: GridPlace;
  readonly cloud: CloudPrice | undefined;
  readonly currency: string | undefined;
  readonly rentUnit: TypedUnit;
}

/** What is wrong is written into `errors`; the default of that choice stands in for it. */
export function parseChoices(
  input: FootprintInput,
  { facts, device }: FootprintContext,
  errors: Errors,
): FootprintChoices {
  const { cards, grid, power, prices } = facts;
  const choose = <T extends { readonly id: string; readonly name: string }>(
    field: 'card' | 'hosting' | 'place' | 'cloud',
    kind: string,
    choices: readonly T[],
  ): T | undefined => {
    const typed = input[field];
    if (!isGiven(typed)) return undefined;
    const wanted = typeof typed === 'string' ? typed.trim().toLowerCase() : '';
    const found = choices.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
    if (found === undefined) errors[field] = unknownName(kind, String(typed), choices).message;
    return found;
  };
  const world = grid.find(({ kind }) => kind === 'world');
  const place = choose('place', 'place', grid) ?? world;
  if (place === undefined) {
    throw new FlopscopeError('internal', 'The table of places lacks the world.');
  }
  const hostings = [{ id: AT_HOME, name: 'At home' }, ...power.pue];
  const rents = [
    { id: ANY_RENT, name: 'Any GPU' },
    ...prices.prices.map((price) => ({ ...price, name: price.item })),
  ];
  const rent = choose('cloud', 'price', rents)?.id;
  const told = cards.find(({ id }) => id === device.card);
  return {
    card: choose('card', 'card', cards) ?? told,
    hosting: choose('hosting', 'hosting', hostings)?.id ?? hostingOf(place, power),
    place,
    cloud: prices.prices.find(({ id }) => id === rent),
    currency: parseCurrency(input.currency, errors),
    rentUnit: parseUnit(input.rentUnit, errors),
  };
}

/** A region is its provider's data centres; elsewhere the machine is a person's own. */
function hostingOf({ kind, id }: GridPlace, { pue }: PowerFractions): string {
  if (kind !== 'region') return AT_HOME;
  const [provider] = id.split('/');
  return pue.find((record) => record.id === provider)?.id ?? 'average';
}

function parseCurrency(typed: unknown, errors: Errors): string | undefined {
  if (!isGiven(typed)) return undefined;
  const code = typeof typed === 'string' ? typed.trim().toUpperCase() : '';
  if (Intl.supportedValuesOf('currency').includes(code)) return code;
  const echoed = String(typed).slice(0, 20);
  errors.currency = `“${echoed}” is no currency. Enter its three letters, for instance USD, EUR or JPY.`;
  return undefined;
}

function parseUnit(typed: unknown, errors: Errors): TypedUnit {
  if (!isGiven(typed)) return 'device';
  const found = (['device', 'chip', 'core'] as const).find((unit) => unit === typed);
  if (found === undefined) errors.rentUnit = 'Choose one of: device, chip, core.';
  return found ?? 'device';
}
