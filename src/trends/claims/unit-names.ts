// The units that a claim may be written in, each as a multiple of base units. Currencies are bases of their own: no
// rate of exchange is known here. Hardware is counted by its own word, generation included ("v4-chip").
import { type Dimension, dimensionOf, NO_DIMENSION, type Quantity } from './dimension.ts';

interface NamedUnit extends Quantity {
  readonly names: readonly string[];
}

function unit(
  names: string,
  value: number,
  exponents: Readonly<Record<string, number>>,
): NamedUnit {
  return { names: names.split(' '), value, dimension: dimensionOf(exponents) };
}

const PREFIXES = { '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18, Z: 1e21, Y: 1e24 };
const LONG_PREFIXES = { giga: 1e9, tera: 1e12, peta: 1e15, exa: 1e18, zetta: 1e21 };

const SECONDS_PER_HOUR = 3600;
/** 365.25 days, as durations are printed everywhere here. */
const HOURS_PER_YEAR = 8766;
/** By definition, since 1959. */
const KILOGRAMS_PER_POUND = 0.45359237;

const THINGS = [
  'task',
  'parameter',
  'token',
  'sequence',
  'image',
  'step',
  'epoch',
  'run',
  'model',
  'car',
  'flight',
  'point',
];

const units: readonly NamedUnit[] = [
  unit('USD usd dollar dollars $ US$', 1, { USD: 1 }),
  unit('EUR eur euro euros €', 1, { EUR: 1 }),
  unit('GBP gbp £', 1, { GBP: 1 }),
  unit('JPY jpy yen ¥', 1, { JPY: 1 }),
  unit('s sec second seconds', 1 / SECONDS_PER_HOUR, { h: 1 }),
  unit('min minute minutes', 1 / 60, { h: 1 }),
  unit('h hr hrs hour hours', 1, { h: 1 }),
  unit('d day days', 24, { h: 1 }),
  unit('week weeks', 168, { h: 1 }),
  unit('month months', HOURS_PER_YEAR / 12, { h: 1 }),
  unit('year years', HOURS_PER_YEAR, { h: 1 }),
  ...Object.entries({ '': 1e-3, k: 1, M: 1e3, G: 1e6, T: 1e9 }).flatMap(([prefix, kilowatts]) => [
    unit(`${prefix}Wh`, kilowatts, { kWh: 1 }),
    unit(`${prefix}W`, kilowatts, { kWh: 1, h: -1 }),
  ]),
  unit('g gram grams', 1e-3, { kg: 1 }),
  unit('kg kilogram kilograms', 1, { kg: 1 }),
  unit('t tonne tonnes', 1e3, { kg: 1 }),
  unit('lb lbs pound pounds', KILOGRAMS_PER_POUND, { kg: 1 }),
  ...Object.entries(PREFIXES).flatMap(([prefix, factor]) => [
    unit(`${prefix}FLOP ${prefix}FLOPs`, factor, { FLOP: 1 }),
    unit(`${prefix}FLOPS`, factor * SECONDS_PER_HOUR, { FLOP: 1, h: -1 }),
    // 1 MAC = 2 FLOP.
    unit(`${prefix}MAC ${prefix}MACs`, factor * 2, { FLOP: 1 }),
  ]),
  ...Object.entries(LONG_PREFIXES).map(([prefix, factor]) =>
    unit(`${prefix}flop`, factor, { FLOP: 1 }),
  ),
  unit('thousand', 1e3, {}),
  unit('million', 1e6, {}),
  unit('billion', 1e9, {}),
  unit('trillion', 1e12, {}),
  unit('%', 0.01, {}),
  ...THINGS.map((name) => unit(`${name} ${name}s`, 1, { [name]: 1 })),
];

const byName: ReadonlyMap<string, Quantity> = new Map(
  units.flatMap(({ names, value, dimension }) =>
    names.map((name) => [name, { value, dimension }] as const),
  ),
);

/** Short names differ by their case ("t", "T"); of longer ones it says nothing. */
const SHORT = 3;

export function findUnit(word: string): Quantity | undefined {
  return byName.get(word) ?? (word.length > SHORT ? byName.get(word.toLowerCase()) : undefined);
}

/** "tflops": an amount or a rate, nobody can tell. */
export function isAmbiguousRate(word: string): boolean {
  return /^[kmgtpezy]?flops$/i.test(word);
}

export const CURRENCIES: readonly string[] = ['USD', 'EUR', 'GBP', 'JPY'];

/** What may be billed by the hour. */
export const HARDWARE = [
  'core',
  'chip',
  'device',
  'server',
  'gpu',
  'processor',
  'machine',
] as const;

/** "TPU v3 chips", "v4-chip", "cores". */
export const HARDWARE_WORD = new RegExp(
  `(?:tpu[ -]?)?(?:(v\\d[a-z]?)[ -])?(${HARDWARE.join('|')})s?(?![a-z])`,
  'iy',
);

/** The base name: "v3-chip", "core". */
export function hardwareUnit(generation: string | undefined, kind: string): Quantity {
  const name = [generation, kind]
    .filter((part) => part !== undefined)
    .join('-')
    .toLowerCase();
  return { value: 1, dimension: dimensionOf({ [name]: 1 }) };
}

/** The part of a dimension that counts hardware. */
export function hardwareIn(dimension: Dimension): Dimension {
  const isHardware = (name: string): boolean =>
    HARDWARE.some((kind) => name.split('-').at(-1) === kind);
  const counted = [...dimension].filter(([name]) => isHardware(name));
  return counted.length === 0 ? NO_DIMENSION : new Map(counted);
}
