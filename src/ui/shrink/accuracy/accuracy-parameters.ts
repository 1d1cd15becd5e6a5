// What the address asks of the digits experiment: how long everything is trained, over how many seeds, and which steps
// alone. Pure; knows nothing of the page.
import {
  DIGITS_SIZES,
  type DigitsPlan,
  digitsPlan,
  type DigitsSize,
  wantedSteps,
} from '../../../models/digits-shrink/digits-plan.ts';
import { asFlopscopeError } from '../../../shared/errors.ts';
import type { Parameters } from '../../route/route.ts';

export interface AccuracyForm {
  readonly size: DigitsSize;
  /** As typed, or the size's own number. */
  readonly seedsText: string;
  /** What is wrong with it, as a sentence. */
  readonly seedsError: string | undefined;
  /** Of what can be run: with the size's own seeds where the typed ones cannot. */
  readonly plan: DigitsPlan;
  /** Ids of steps; all when undefined. */
  readonly only: readonly string[] | undefined;
  /** Of the address, and not to be found. */
  readonly notices: readonly string[];
}

/** @param usual the size where the address has none. */
export function readAccuracy(
  { size: named, seeds, only: listed }: Parameters,
  usual: DigitsSize,
): AccuracyForm {
  const notices: string[] = [];
  const found = DIGITS_SIZES.find((each) => each === named);
  const size = found ?? usual;
  if (named !== undefined && found === undefined) {
    notices.push(`There is no size “${named}”; this is ${size}.`);
  }
  const own = digitsPlan(size);
  const seedsText = seeds ?? String(own.seeds.length);
  const { plan, error } = planOf(size, seedsText, own);
  return {
    ...{ size, seedsText, seedsError: error, plan, notices },
    only: readOnly(plan, listed, notices),
  };
}

function planOf(
  size: DigitsSize,
  text: string,
  own: DigitsPlan,
): { readonly plan: DigitsPlan; readonly error: string | undefined } {
  // An empty field is 0 to Number().
  const count = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isNaN(count)) {
    return { plan: own, error: 'The number of seeds is a whole number from 1 to 100.' };
  }
  try {
    return { plan: digitsPlan(size, count), error: undefined };
  } catch (thrown) {
    return { plan: own, error: asFlopscopeError(thrown).message };
  }
}

function readOnly(
  plan: DigitsPlan,
  listed: string | undefined,
  notices: string[],
): readonly string[] | undefined {
  if (listed === undefined || listed === '') return undefined;
  const ids = listed.split(',');
  try {
    wantedSteps(plan, ids);
    return ids;
  } catch (thrown) {
    notices.push(`${asFlopscopeError(thrown).message} All of them are run.`);
    return undefined;
  }
}
