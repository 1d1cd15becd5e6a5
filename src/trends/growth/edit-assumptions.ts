// The assumptions of a server's cost as a person changes them: read as typed, refused with a sentence for each field.
import { isGiven, parseTypedNumber } from '../../estimate/parse-number.ts';
import { formatCount } from '../../shared/format.ts';
import type { Assumption, ServerAssumptionName, ServerAssumptions } from './server-cost.ts';

export type ServerField = ServerAssumptionName | 'accelerators';

export interface EditedServer {
  readonly assumptions: ServerAssumptions;
  /** That the run used, all servers together. */
  readonly accelerators: number;
}

export interface ServerReading extends EditedServer {
  readonly errors: Readonly<Partial<Record<ServerField, string>>>;
}

interface Limits {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** Wide enough for anything that ever stood in a hall, narrow enough that every product stays a number. */
export const SERVER_LIMITS: Readonly<Record<ServerField, Limits>> = {
  priceUsd: { least: 0.01, most: 1e12 },
  watts: { least: 0.01, most: 1e9 },
  // A site cannot draw less than its servers.
  coolingFactor: { least: 1, most: 1000 },
  lifetimeYears: { least: 0.01, most: 1000 },
  acceleratorsPerServer: { least: 1, most: 1e6, whole: true },
  peakFlopsPerSecond: { least: 1, most: 1e30 },
  utilization: { least: 0.0001, most: 1 },
  usdPerKwh: { least: 0.00001, most: 1e6 },
  accelerators: { least: 1, most: 1e9, whole: true },
};

export const serverFields: readonly ServerField[] = [
  'accelerators',
  'priceUsd',
  'watts',
  'coolingFactor',
  'lifetimeYears',
  'acceleratorsPerServer',
  'peakFlopsPerSecond',
  'utilization',
  'usdPerKwh',
];

/**
 * @param typed by field; what is empty or absent stands for the default.
 * @param defaults of the server, and how many accelerators the run used.
 * @param valid what holds for a field that cannot be read; the defaults where there was nothing before.
 */
export function editServer(
  typed: Readonly<Partial<Record<string, string>>>,
  defaults: EditedServer,
  valid: EditedServer = defaults,
): ServerReading {
  const errors: Partial<Record<ServerField, string>> = {};
  const read = (field: ServerField, usual: number, before: number): number => {
    const text = Object.hasOwn(typed, field) ? typed[field] : undefined;
    if (!isGiven(text)) return usual;
    const { least, most, whole = false } = SERVER_LIMITS[field];
    const value = parseTypedNumber(text) ?? Number.NaN;
    if (value >= least && value <= most && (!whole || Number.isInteger(value))) return value;
    errors[field] =
      `“${text ?? ''}” is not ${whole ? 'a whole number' : 'a number'} from ${plain(least)} to ${plain(most)}. Correct it, or empty the field for the default.`;
    return before;
  };
  const edit = (field: ServerAssumptionName): Assumption => {
    const usual = defaults.assumptions[field];
    const value = read(field, usual.value, valid.assumptions[field].value);
    return value === usual.value ? usual : { ...usual, value, origin: YOURS };
  };
  return {
    assumptions: {
      priceUsd: edit('priceUsd'),
      watts: edit('watts'),
      coolingFactor: edit('coolingFactor'),
      lifetimeYears: edit('lifetimeYears'),
      acceleratorsPerServer: edit('acceleratorsPerServer'),
      peakFlopsPerSecond: edit('peakFlopsPerSecond'),
      utilization: edit('utilization'),
      usdPerKwh: edit('usdPerKwh'),
    },
    accelerators: read('accelerators', defaults.accelerators, valid.accelerators),
    errors,
  };
}

const YOURS = {
  source: 'Typed by you',
  date: 'now',
  licence: 'yours',
  provenance: 'yours',
} as const;

function plain(value: number): string {
  return value >= 1e15
    ? value.toExponential(0).replace('e+', 'e')
    : value < 1
      ? String(value)
      : formatCount(value);
}
