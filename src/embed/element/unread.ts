// Fields of JSON that nobody has checked yet. Each reader gives the field's type or refuses, naming the field.
import { FlopscopeError } from '../../shared/errors.ts';

export type Unread = Readonly<Record<string, unknown>>;

/** More entries than any list of a result has: a hostile one ends here. */
const MOST_ENTRIES = 2000;

export function refusal(field: string): FlopscopeError {
  return new FlopscopeError(
    'invalid-document',
    `The result in the tag is damaged at "${field}". Copy the snippet again from the lab.`,
  );
}

export function recordOf(value: unknown, field: string): Unread {
  if (typeof value !== 'object' || value === null) throw refusal(field);
  return value as Unread;
}

export function listOf(value: unknown, field: string): readonly unknown[] {
  if (!Array.isArray(value) || value.length > MOST_ENTRIES) throw refusal(field);
  return value;
}

export function textOf(value: unknown, field: string, limit: number): string {
  if (typeof value !== 'string' || value.length > limit) throw refusal(field);
  return value;
}

export function dateOf(value: unknown, field: string): string {
  const text = textOf(value, field, 40);
  if (!/^\d{4}-\d\d-\d\dT/.test(text)) throw refusal(field);
  return text;
}

export function booleanOf(value: unknown, field: string): boolean {
  if (typeof value !== 'boolean') throw refusal(field);
  return value;
}

/** @returns undefined for what is not in the list. */
export function oneOf<Name extends string>(
  value: unknown,
  names: readonly Name[],
): Name | undefined {
  return names.find((name) => name === value);
}

export function positiveOf(value: unknown, field: string): number {
  if (typeof value !== 'number' || !(value > 0 && value < Infinity)) throw refusal(field);
  return value;
}

export function notNegativeOf(value: unknown, field: string): number {
  return value === 0 ? 0 : positiveOf(value, field);
}
