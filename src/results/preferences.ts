// Choices that the page remembers on this device: theme, suite, the name given to it.
import * as v from 'valibot';
import { suiteIdSchema } from '../shared/result/schema.ts';

const KEY = 'flopscope-preferences';

const preferencesSchema = v.object({
  theme: v.optional(v.fallback(v.picklist(['system', 'light', 'dark']), 'system'), 'system'),
  suite: v.optional(v.fallback(suiteIdSchema, 'quick'), 'quick'),
  /** The person's own name for this device, put on every new result. */
  label: v.optional(v.fallback(v.pipe(v.string(), v.maxLength(120)), ''), ''),
});

export type Preferences = v.InferOutput<typeof preferencesSchema>;
export type Theme = Preferences['theme'];

/** Where they are kept; the page hands in `localStorage`, whose mere mention throws where it is blocked. */
export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

function storage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

export function readPreferences(from: Storage | undefined = storage()): Preferences {
  try {
    const stored: unknown = JSON.parse(from?.getItem(KEY) ?? '{}');
    const parsed = v.safeParse(preferencesSchema, stored);
    if (parsed.success) return parsed.output;
  } catch {
    // Damaged or blocked: the defaults serve.
  }
  return v.parse(preferencesSchema, {});
}

export function rememberPreferences(
  change: Partial<Preferences>,
  into: Storage | undefined = storage(),
): Preferences {
  const next = { ...readPreferences(into), ...change };
  try {
    into?.setItem(KEY, JSON.stringify(next));
  } catch {
    // Full or blocked: the choice holds until the page is closed.
  }
  return next;
}
