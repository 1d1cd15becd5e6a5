// What the address asks about hardware: money or watts, which arithmetic, which kinds of cards, and what is known of
// one's own device. Pure; knows nothing of the page.
import { isTrainingPeak, type TrainingPeak } from '../../../estimate/clocks/native-peak.ts';
import { isGiven, parseTypedNumber } from '../../../estimate/parse-number.ts';
import { FlopscopeError } from '../../../shared/errors.ts';
import { decimalYear } from '../../../trends/fit/decimal-year.ts';
import { type CardSegment, cardSegments } from '../../../trends/hardware/card-segment.ts';
import { CARD_SEGMENTS, type HardwareMeasure } from '../../../trends/hardware/hardware-trend.ts';
import type { Parameters } from '../../route/route.ts';

export interface HardwareQuestion {
  readonly measure: HardwareMeasure;
  readonly precision: TrainingPeak;
  readonly segments: readonly CardSegment[];
  /** USD or W, and a date; undefined where nothing that can be read was typed. */
  readonly amount: number | undefined;
  readonly released: string | undefined;
  readonly errors: {
    readonly segments?: string;
    readonly amount?: string;
    readonly released?: string;
  };
}

/** What the address says where no kind is chosen. */
export const NO_KIND = 'none';

const MOST = 1e9;
/** Graphics processors that computed came in the nineties; nothing is released after this century. */
const YEARS = { first: 1990, last: 2099 };

/** @param before what holds while no kind of card is chosen. */
export function askHardware(
  { per, precision = '', kinds, price, watts, released }: Parameters,
  before: Pick<HardwareQuestion, 'segments'> = { segments: CARD_SEGMENTS },
): HardwareQuestion {
  const measure = per === 'watts' ? 'watts' : 'usd';
  const chosen = isGiven(kinds)
    ? cardSegments.filter((segment) => (kinds ?? '').split(',').includes(segment))
    : CARD_SEGMENTS;
  const amount = readAmount(measure === 'usd' ? price : watts, measure);
  const date = readDate(released);
  return {
    measure,
    precision: isTrainingPeak(precision) ? precision : 'f32',
    segments: chosen.length === 0 ? before.segments : chosen,
    amount: amount.value,
    released: date.value,
    errors: {
      ...(chosen.length === 0 ? { segments: 'Choose at least one kind of card.' } : {}),
      ...(amount.error === undefined ? {} : { amount: amount.error }),
      ...(date.error === undefined ? {} : { released: date.error }),
    },
  };
}

/** With the kind, or without it where it was there: as the address writes them. */
export function toggleKind({ segments, errors }: HardwareQuestion, segment: CardSegment): string {
  const now = errors.segments === undefined ? segments : [];
  const next = cardSegments.filter((each) => now.includes(each) !== (each === segment));
  if (next.length === 0) return NO_KIND;
  return next.join() === CARD_SEGMENTS.join() ? '' : next.join(',');
}

interface Read<Value> {
  readonly value?: Value;
  readonly error?: string;
}

function readAmount(text: string | undefined, measure: HardwareMeasure): Read<number> {
  if (!isGiven(text)) return {};
  const value = parseTypedNumber(text) ?? Number.NaN;
  if (value > 0 && value <= MOST) return { value };
  return {
    error: `“${text ?? ''}” is no ${measure === 'usd' ? 'price in USD' : 'power in W'} above 0. Correct it, or empty the field.`,
  };
}

function readDate(text: string | undefined): Read<string> {
  if (!isGiven(text)) return {};
  const date = (text ?? '').trim();
  try {
    const year = decimalYear(date);
    if (year >= YEARS.first && year < YEARS.last + 1) return { value: date };
    return { error: `${date} is not between ${YEARS.first} and ${YEARS.last}. Correct it.` };
  } catch (thrown) {
    if (thrown instanceof FlopscopeError) return { error: thrown.message };
    throw thrown;
  }
}
