// The adapters that Dawn tells of. Dawn has no call that lists them, but a request for an adapter that does
// not exist is refused with the names of all that do.

/** An adapter by the two names under which Dawn opens it. */
export interface ListedAdapter {
  readonly index: number;
  readonly name: string;
  readonly backend: string;
}

const LINE = /^ \* backend: '([^']*)', name: '(.*)'$/gm;

/** @param refusal the message with which Dawn refuses an unknown adapter. */
export function parseRefusal(refusal: string): readonly Omit<ListedAdapter, 'index'>[] {
  return Array.from(refusal.matchAll(LINE), ([, backend = '', name = '']) => ({ backend, name }));
}

/**
 * Dawn opens the first adapter whose name contains the one asked for: of two equal cards it never opens the
 * second, and a card whose name continues another's may hide it.
 * @returns the adapter that Dawn opens in the place of `wanted`; undefined when it opens that one.
 */
export function openedInstead(
  wanted: ListedAdapter,
  adapters: readonly ListedAdapter[],
): ListedAdapter | undefined {
  const opened = adapters.find(
    ({ backend, name }) => backend === wanted.backend && name.includes(wanted.name),
  );
  return opened === wanted ? undefined : opened;
}
