// Facts that come when first asked for: checked once, kept, and asked for anew when the loading failed.
import * as v from 'valibot';

/** @returns a function whose promise holds the checked file; a failed one is not kept. */
export function loadOnce<T>(
  fetch: () => Promise<{ readonly default: unknown }>,
  schema: v.GenericSchema<unknown, T>,
): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= fetch().then(
      (file) => v.parse(schema, file.default),
      (thrown: unknown) => {
        // The connection may be back at the next call.
        loaded = undefined;
        throw thrown;
      },
    );
    return loaded;
  };
}
