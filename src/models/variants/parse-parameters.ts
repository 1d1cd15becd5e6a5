// The parameters of a transformation, checked: its schema's messages are whole sentences.
import * as v from 'valibot';
import { FlopscopeError } from '../../shared/errors.ts';

/** @throws FlopscopeError `invalid-input` with the schema's first sentence. */
export function parseParameters<T>(schema: v.GenericSchema<unknown, T>, given: unknown): T {
  const parsed = v.safeParse(schema, given);
  if (parsed.success) return parsed.output;
  throw refusal(parsed.issues[0].message);
}

export function refusal(sentence: string): FlopscopeError {
  return new FlopscopeError('invalid-input', sentence);
}

/** A number between 0 and 1, both excluded. @param sentence says what is wrong and what to do, given what was typed. */
export function openShare(sentence: (typed: string) => string) {
  const message = (issue: { readonly input: unknown }) => sentence(String(issue.input));
  return v.pipe(v.number(message), v.gtValue(0, message), v.ltValue(1, message));
}

/** A whole number within limits. */
export function wholeNumber(minimum: number, maximum: number, sentence: (typed: string) => string) {
  const message = (issue: { readonly input: unknown }) => sentence(String(issue.input));
  return v.pipe(
    v.number(message),
    v.safeInteger(message),
    v.minValue(minimum, message),
    v.maxValue(maximum, message),
  );
}

/** The sparsity of pruned weights or blocks. */
export const sparsityParameter = openShare(
  (typed) =>
    `A sparsity of ${typed} cannot be used: 0 is the dense model itself and 1 leaves no weight. Choose a number between 0 and 1, 0.9 for nine of ten weights removed.`,
);

/** "90 %", "81.27 %". */
export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(4))} %`;
}
