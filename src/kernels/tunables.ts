// Reading tunables: they come back from stored results and from the command line, so each is checked.
import { FlopscopeError } from '../shared/errors.ts';
import type { Tunables } from './descriptor.ts';

/** @throws FlopscopeError `invalid-input` when the tunable is missing or not a positive whole number. */
export function tunable(tunables: Tunables, name: string): number {
  const value = tunables[name];
  if (value === undefined || !Number.isSafeInteger(value) || value < 1) {
    throw new FlopscopeError(
      'invalid-input',
      `The tunable "${name}" must be a positive whole number, not ${String(value)}.`,
    );
  }
  return value;
}

/** Every combination of one entry of each list, the last list fastest. */
export function combinations(...lists: readonly (readonly Tunables[])[]): readonly Tunables[] {
  return lists.reduce<readonly Tunables[]>(
    (heads, tails) => heads.flatMap((head) => tails.map((tail) => ({ ...head, ...tail }))),
    [{}],
  );
}
