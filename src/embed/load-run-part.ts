// How the shell comes by its run part. The entry of a build sets it: pages inject a script with a hash, bundlers see a
// plain `import()`; see docs/decisions/025-embedding.md.
import { FlopscopeError } from '../shared/errors.ts';
import type { RunPart } from './run-part.ts';

export interface RunPartSource {
  readonly load: () => Promise<RunPart>;
  /**
   * Bytes that the click downloads (gzip), told to the reader before it; undefined where a bundler decides.
   * @param asksTraining whether the tag names a model, which needs the estimate too.
   */
  readonly downloadBytes?: (asksTraining: boolean) => number;
}

let source: RunPartSource | undefined;
let loading: Promise<RunPart> | undefined;

/** Once, by the entry, before the first click. */
export function setRunPartSource(given: RunPartSource): void {
  source = given;
  loading = undefined;
}

/** Undefined where nobody knows. */
export function runPartBytes(asksTraining: boolean): number | undefined {
  return source?.downloadBytes?.(asksTraining);
}

/** One for all elements of the page; what failed to load is tried again at the next call. */
export function loadRunPart(): Promise<RunPart> {
  if (source === undefined) {
    return Promise.reject(
      new FlopscopeError('internal', 'Without its engine: import “flopscope/element/define”.'),
    );
  }
  loading ??= source.load().catch((thrown: unknown) => {
    loading = undefined;
    throw thrown;
  });
  return loading;
}
