// Tells whoever watches a space what was submitted and deleted, while this process serves it.

export interface LiveEvent {
  readonly event: 'submitted' | 'deleted';
  /** JSON text: an entry, or the id of the one that is gone. */
  readonly data: string;
}

export interface Watcher {
  readonly send: (event: LiveEvent) => void;
  /** The link was replaced, or the board stops. */
  readonly end: () => void;
}

/** Each holds a connection and a timer. */
const MOST_WATCHERS = 1000;

export class LiveUpdates {
  readonly #watchers = new Map<string, Set<Watcher>>();
  #count = 0;

  get isFull(): boolean {
    return this.#count >= MOST_WATCHERS;
  }

  /** @returns what ends the watching. */
  watch(space: string, watcher: Watcher): () => void {
    const watchers = this.#watchers.get(space) ?? new Set();
    this.#watchers.set(space, watchers.add(watcher));
    this.#count++;
    return () => {
      if (!watchers.delete(watcher)) return;
      this.#count--;
      if (watchers.size === 0 && this.#watchers.get(space) === watchers) {
        this.#watchers.delete(space);
      }
    };
  }

  publish(space: string, event: LiveEvent): void {
    for (const watcher of this.#watchers.get(space) ?? []) watcher.send(event);
  }

  end(space: string): void {
    for (const watcher of [...(this.#watchers.get(space) ?? [])]) watcher.end();
  }

  endAll(): void {
    for (const space of [...this.#watchers.keys()]) this.end(space);
  }
}
