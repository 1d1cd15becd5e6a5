// The points that a person pasted, kept in this browser: an address is too short for them.
import * as v from 'valibot';
import type { Storage } from '../../../results/preferences.ts';

const KEY = 'flopscope-limit-points';

/** Ten thousand rows of twenty characters; a fraction of what browsers allow a page. */
export const MOST_KEPT_CHARACTERS = 200_000;

const schema = v.strictObject({
  version: v.literal(1),
  text: v.pipe(v.string(), v.maxLength(MOST_KEPT_CHARACTERS)),
});

function storage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** Empty where there are none, or where they were damaged. */
export function recallPoints(from: Storage | undefined = storage()): string {
  try {
    const stored: unknown = JSON.parse(from?.getItem(KEY) ?? 'null');
    const parsed = v.safeParse(schema, stored);
    return parsed.success ? parsed.output.text : '';
  } catch {
    return '';
  }
}

/** @returns whether they will be here after a reload; what is too long or refused is not. */
export function keepPoints(text: string, into: Storage | undefined = storage()): boolean {
  if (text.length > MOST_KEPT_CHARACTERS) return false;
  try {
    into?.setItem(KEY, JSON.stringify({ version: 1, text }));
    return into !== undefined;
  } catch {
    return false;
  }
}
