// The one kind of error that reading a file ends with.
import { FlopscopeError } from '../../shared/errors.ts';

/** @throws FlopscopeError `invalid-document`, always. The sentence says what is wrong, where, and what to do. */
export function brokenFile(sentence: string, cause?: unknown): never {
  throw new FlopscopeError(
    'invalid-document',
    sentence,
    cause === undefined ? undefined : { cause },
  );
}
