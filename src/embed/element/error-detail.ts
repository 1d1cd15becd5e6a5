// Whatever was thrown, as the event `flopscope-error` tells it.
import { asFlopscopeError, type ErrorCode } from '../../shared/errors.ts';
import type { ErrorDetail } from './flop-scope-events.ts';

/** The run part may be a file of its own with its own copy of the class: its errors are known by their name. */
export function errorDetail(thrown: unknown): ErrorDetail {
  const isOurs =
    thrown instanceof Error &&
    thrown.name === 'FlopscopeError' &&
    'code' in thrown &&
    typeof thrown.code === 'string';
  const { message } = isOurs ? thrown : asFlopscopeError(thrown);
  return { code: isOurs ? (thrown.code as ErrorCode) : 'internal', message };
}
