// Every failure that a person may meet is one of these: a stable code for programs, a sentence for people.

export type ErrorCode =
  | 'no-webgpu'
  | 'insecure-context'
  | 'no-adapter'
  | 'adapter-refused'
  | 'device-lost'
  | 'out-of-memory'
  | 'diverged'
  | 'gpu-validation'
  | 'shader-compilation'
  | 'aborted'
  | 'worker-failed'
  | 'invalid-input'
  | 'unknown-name'
  | 'unsupported-model'
  | 'invalid-document'
  | 'newer-document'
  | 'missing-dependency'
  | 'unreachable'
  | 'refused'
  | 'internal';

/** What happened and what to do about it; `message` holds both as one or two sentences. */
export class FlopscopeError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FlopscopeError';
    this.code = code;
  }
}

/** @throws FlopscopeError `aborted` when the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new FlopscopeError('aborted', 'The run was cancelled.');
}

/** Any thrown value as a FlopscopeError, so that callers have one thing to show. */
export function asFlopscopeError(thrown: unknown): FlopscopeError {
  if (thrown instanceof FlopscopeError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new FlopscopeError('internal', `Something unexpected failed: ${message}`, {
    cause: thrown,
  });
}
