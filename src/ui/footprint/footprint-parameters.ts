// The part of Train's address that belongs to energy, money and carbon. Devices and trials are the recipe's.
import {
  CHOICE_FIELDS,
  type FootprintField,
  NUMBER_FIELDS,
} from '../../estimate/footprint/footprint-fields.ts';
import type { Parameters } from '../route/route.ts';

export type FootprintKey = Exclude<FootprintField, 'devices' | 'trials'>;

const KEYS: readonly FootprintKey[] = [...NUMBER_FIELDS, ...CHOICE_FIELDS].filter(
  (field): field is FootprintKey => field !== 'devices' && field !== 'trials',
);

/** Those of the parameters that belong here; an empty one stands for its default. */
export function footprintParameters(parameters: Parameters): Parameters {
  const own: Record<string, string> = {};
  for (const key of KEYS) {
    const value = parameters[key];
    if (value !== undefined) own[key] = value;
  }
  return own;
}

/** Every key, emptied: for going back to the cited figures. */
export function noFootprintParameters(): Parameters {
  return Object.fromEntries(KEYS.map((key) => [key, '']));
}
