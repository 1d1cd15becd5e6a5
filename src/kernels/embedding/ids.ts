// Ids as text has them, for inputs, and where each of them stands, for references.
import type { DecodedBuffer, InputBuffer } from '../descriptor.ts';

/**
 * A uniform number to this power, as a share of the table, favours small ids about as much as tokens sorted by
 * frequency occur: the first of 50,000 then takes 2.7 % of all places, and a third of 16,384 places repeat an id.
 */
const SKEW = 3;

export function idsBuffer(count: number, entries: number): InputBuffer {
  return {
    role: 'input',
    name: 'ids',
    format: 'u32',
    length: count,
    contents: (random) =>
      Uint32Array.from({ length: count }, () => Math.floor(entries * random() ** SKEW)),
  };
}

const known = new WeakMap<DecodedBuffer, ReadonlyMap<number, readonly number[]>>();

/** The places of every id, in rising order. */
export function placesOf(ids: DecodedBuffer): ReadonlyMap<number, readonly number[]> {
  const before = known.get(ids);
  if (before !== undefined) return before;
  const places = new Map<number, number[]>();
  for (const [place, id] of ids.entries()) {
    const list = places.get(id);
    if (list === undefined) places.set(id, [place]);
    else list.push(place);
  }
  known.set(ids, places);
  return places;
}
