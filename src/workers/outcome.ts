// Errors cross to and from a worker as data: Comlink keeps only the message of an Error, and the page needs
// the code.
import { asFlopscopeError, type ErrorCode, FlopscopeError } from '../shared/errors.ts';

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

/** In the worker. */
export async function outcomeOf<T>(job: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await job() };
  } catch (thrown) {
    const { code, message } = asFlopscopeError(thrown);
    return { ok: false, code, message };
  }
}

/** In the page. @throws FlopscopeError what the worker's job threw. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new FlopscopeError(outcome.code, outcome.message);
}
