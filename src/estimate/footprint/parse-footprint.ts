// The door through which a footprint's figures enter: every wrong field gets its own sentence, nothing throws.
import { isGiven } from '../parse-number.ts';
import type { Range } from '../training-estimate.ts';
import type { FootprintRequest, Price, Quantity } from './footprint.ts';
import { type FootprintChoices, parseChoices } from './footprint-choices.ts';
import type { FootprintContext } from './footprint-context.ts';
import { type FootprintDefaults, footprintDefaults } from './footprint-defaults.ts';
import {
  FIELD_LIMITS,
  type FieldLimits,
  type FootprintErrors,
  type FootprintField,
  type FootprintInput,
  NUMBER_FIELDS,
  type NumberField,
} from './footprint-fields.ts';
import { parseQuantity } from './parse-quantity.ts';
import { TYPED_UNITS } from './price-units.ts';

type Errors = Partial<Record<FootprintField, string>>;

export type ParsedFootprint = {
  readonly choices: FootprintChoices;
  /** What holds where nothing was typed, under these choices. */
  readonly defaults: FootprintDefaults;
} & (
  | { readonly ok: true; readonly request: FootprintRequest }
  /** One sentence per wrong field, to be shown beside it. */
  | { readonly ok: false; readonly errors: FootprintErrors }
);

/** Checks what a form or a command line holds. Never throws. Fields that are absent or empty keep their default. */
export function parseFootprint(input: FootprintInput, context: FootprintContext): ParsedFootprint {
  const errors: Errors = {};
  const choices = parseChoices(input, context, errors);
  const defaults = footprintDefaults(choices, context);
  const typed: Partial<Record<NumberField, Range>> = {};
  for (const field of NUMBER_FIELDS) {
    const read = parseNumberField(field, input[field]);
    if (typeof read === 'string') errors[field] = read;
    else if (read !== undefined) typed[field] = read;
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors, choices, defaults };
  const request = requestOf(typed, choices, defaults, context, isGiven(input.card));
  return { ok: true, request, choices, defaults };
}

function requestOf(
  typed: Partial<Record<NumberField, Range>>,
  choices: FootprintChoices,
  defaults: FootprintDefaults,
  { accuracy }: FootprintContext,
  cardChosen: boolean,
): FootprintRequest {
  const yours = (field: NumberField, basis: Quantity): Quantity => {
    const range = typed[field];
    return range === undefined ? basis : entered(range, basis);
  };
  const tdp = yours('tdp', defaults.tdp);
  const powerShare = yours('power', defaults.power);
  // A rating that a person gave goes before the sensors, and watts that a person gave before everything.
  const rated = typed.tdp !== undefined || typed.power !== undefined || cardChosen;
  const measured = rated ? undefined : defaults.watts;
  const watts = typed.watts === undefined ? measured : entered(typed.watts, MEASURED_BY_HAND);
  return {
    runTime: yours('hours', defaults.hours),
    trials: yours('trials', defaults.trials),
    devices: yours('devices', defaults.devices),
    power: watts === undefined ? { kind: 'share', tdp, powerShare } : { kind: 'watts', watts },
    rest: yours('rest', defaults.rest),
    pue: yours('pue', defaults.pue),
    tariff: yourPrice(typed.tariff, defaults.tariff, choices.currency, '/kWh'),
    cloudPrice: yourRent(typed.rent, choices, defaults.rent),
    intensity: yours('intensity', defaults.intensity),
    ...(accuracy === undefined ? {} : { accuracy }),
  };
}

const MEASURED_BY_HAND = { label: 'Measured power', unit: 'W' };

function entered(range: Range, { label, unit }: Pick<Quantity, 'label' | 'unit'>): Quantity {
  return { label, ...range, unit, provenance: 'yours', source: 'Entered' };
}

function yourPrice(
  range: Range | undefined,
  basis: Price,
  currency: string | undefined,
  per: string,
): Price {
  if (range === undefined) return basis;
  const code = currency ?? basis.currency;
  return { ...entered(range, { label: basis.label, unit: `${code}${per}` }), currency: code };
}

function yourRent(range: Range | undefined, choices: FootprintChoices, basis: Price): Price {
  if (range === undefined) return basis;
  const { accelerators } = TYPED_UNITS[choices.rentUnit];
  const each = {
    value: range.value / accelerators,
    low: range.low / accelerators,
    high: range.high / accelerators,
  };
  const price = yourPrice(each, basis, choices.currency, ' a device-hour');
  return choices.rentUnit === 'core'
    ? { ...price, note: 'Entered per core-hour; a device is taken as a chip of two cores.' }
    : price;
}

/** A sentence for what is wrong; undefined for an empty field. */
function parseNumberField(field: NumberField, input: unknown): Range | string | undefined {
  if (!isGiven(input)) return undefined;
  const limits = FIELD_LIMITS[field];
  const range = parseQuantity(input);
  const enter = `Enter for instance ${limits.example}, or a range.`;
  if (range === undefined || ![range.low, range.value, range.high].every(Number.isFinite)) {
    return `${limits.label} must be a number or a range of two. ${enter}`;
  }
  if (range.low > range.value || range.value > range.high) {
    return `A range begins with its low end: ${range.low} is above ${range.high < range.low ? range.high : range.value}.`;
  }
  const problem = outside(range, limits);
  if (problem !== undefined) return problem;
  return limits.whole ? { ...range, value: Math.round(range.value) } : range;
}

function outside({ low, value, high }: Range, limits: FieldLimits): string | undefined {
  const { label, minimum, maximum, above = false, whole = false, why, example } = limits;
  const because = why === undefined ? '' : `: ${why}`;
  const enter = `Enter for instance ${example}.`;
  if (whole && ![low, high].every(Number.isInteger)) {
    return `${label} must be a whole number. ${enter}`;
  }
  if (low < minimum || (above && low <= minimum)) {
    return `${label} must be ${above ? 'above' : 'at least'} ${minimum}${because}. ${enter}`;
  }
  if (high > maximum || value > maximum) {
    return `${label} must be at most ${maximum.toLocaleString('en')}${because}. ${enter}`;
  }
  return undefined;
}
