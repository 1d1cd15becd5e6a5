// Where a module that a page loads by a script tag leaves what it offers: such a script has no exports for anybody.

const SLOT = Symbol.for('flopscope.parts');

/** @param address `import.meta.url` of the module: another version of Flopscope on the same page has another. */
export function offerOnPage(address: string, part: unknown): void {
  slot().set(address, part);
}

/** Undefined when no module of that address has run. */
export function offeredOnPage(address: string): unknown {
  return slot().get(address);
}

function slot(): Map<string, unknown> {
  const held: unknown = Reflect.get(globalThis, SLOT);
  if (held instanceof Map) return held as Map<string, unknown>;
  const made = new Map<string, unknown>();
  Reflect.set(globalThis, SLOT, made);
  return made;
}
