// What the address asks about the growth of models: which figure, of which domain, since when, and in which year the
// line is read. Pure; knows nothing of the page.
import { isGiven, parseTypedNumber } from '../../../estimate/parse-number.ts';
import { DEEP_LEARNING_FROM, type GrowthQuantity } from '../../../trends/growth/model-growth.ts';
import type { Parameters } from '../../route/route.ts';

export interface GrowthQuestion {
  readonly quantity: GrowthQuantity;
  /** One of the collection's; undefined: all. */
  readonly domain: string | undefined;
  readonly from: number;
  readonly year: number;
  readonly errors: { readonly since?: string; readonly year?: string };
  /** Of the address, and not to be found. */
  readonly notices: readonly string[];
}

/** The first models of the collection are of 1950. */
const FIRST_YEAR = 1950;
/** Of the collection's snapshot: nothing is newer. */
const LAST_YEAR = 2025;
/** Years have four digits here. */
const FARTHEST_YEAR = 9999;
/** A round year that is not far beyond the collection. */
export const USUAL_YEAR = 2030;

/** @param before what holds for a field that cannot be read. */
export function askGrowth(
  { quantity, domain: named, since, year }: Parameters,
  domains: readonly string[],
  before: Pick<GrowthQuestion, 'from' | 'year'> = { from: DEEP_LEARNING_FROM, year: USUAL_YEAR },
): GrowthQuestion {
  const domain = domains.find((each) => each === named);
  const from = readYear(since, DEEP_LEARNING_FROM, FIRST_YEAR, LAST_YEAR);
  const read = readYear(year, USUAL_YEAR, FIRST_YEAR, FARTHEST_YEAR);
  return {
    quantity: quantity === 'compute' ? 'trainingFlops' : 'parameters',
    domain,
    from: from.value ?? before.from,
    year: read.value ?? before.year,
    errors: {
      ...(from.error === undefined ? {} : { since: from.error }),
      ...(read.error === undefined ? {} : { year: read.error }),
    },
    notices:
      isGiven(named) && domain === undefined
        ? [`There is no domain “${named ?? ''}” here; these are the models of all of them.`]
        : [],
  };
}

interface ReadYear {
  readonly value?: number;
  readonly error?: string;
}

function readYear(text: string | undefined, usual: number, least: number, most: number): ReadYear {
  if (!isGiven(text)) return { value: usual };
  const value = parseTypedNumber(text) ?? Number.NaN;
  if (Number.isInteger(value) && value >= least && value <= most) return { value };
  return { error: `“${text ?? ''}” is not a year from ${least} to ${most}. Correct it.` };
}
