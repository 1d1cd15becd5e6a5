// What a figure counts, as exponents of base names ("USD", "h", "v3-core"): the algebra behind every unit check.
// A core, a chip and a device are three names: whoever adds them up is told so.

/** Base names with exponents other than 0; empty for a bare number. */
export type Dimension = ReadonlyMap<string, number>;

export interface Quantity {
  /** In base units: hours, kilowatt-hours, kilograms, one of each thing. */
  readonly value: number;
  readonly dimension: Dimension;
}

export const NO_DIMENSION: Dimension = new Map();

export function dimensionOf(exponents: Readonly<Record<string, number>>): Dimension {
  return new Map(Object.entries(exponents).filter(([, exponent]) => exponent !== 0));
}

/** `a` times `b` to the power of `exponent`: −1 divides. */
export function combine(a: Dimension, b: Dimension, exponent = 1): Dimension {
  const combined = new Map(a);
  for (const [name, own] of b) {
    const sum = (combined.get(name) ?? 0) + own * exponent;
    if (sum === 0) combined.delete(name);
    else combined.set(name, sum);
  }
  return combined;
}

export function sameDimension(a: Dimension, b: Dimension): boolean {
  return combine(a, b, -1).size === 0;
}

/** "USD/(h·v4-chip)"; empty for a bare number. Names stand in the order of the alphabet, so that equals print alike. */
export function describeDimension(dimension: Dimension): string {
  const sorted = [...dimension].sort(([a], [b]) => (a < b ? -1 : 1));
  const print = (side: readonly (readonly [string, number])[]): string =>
    side.map(([name, power]) => (power === 1 ? name : `${name}^${power}`)).join('·');
  const above = sorted.filter(([, power]) => power > 0);
  const below = sorted
    .filter(([, power]) => power < 0)
    .map(([name, power]) => [name, -power] as const);
  if (below.length === 0) return print(above);
  const divisor = below.length === 1 ? print(below) : `(${print(below)})`;
  return `${above.length === 0 ? '1' : print(above)}/${divisor}`;
}
