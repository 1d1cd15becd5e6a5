// For references whose entries share facts of their row, such as a maximum: computed once for each row that is asked for.

/** @param compute from the contents of a buffer, told apart by identity, and the row. */
export function rememberRows<S, T>(
  compute: (source: S, row: number) => T,
): (source: S, row: number) => T {
  let current: S | undefined;
  const known = new Map<number, { readonly facts: T }>();
  return (source, row) => {
    if (current !== source) known.clear();
    current = source;
    const found = known.get(row) ?? { facts: compute(source, row) };
    known.set(row, found);
    return found.facts;
  };
}
