// Collects what arrives between two frames, so that a burst of events costs one rendering.

/** Hidden tabs get no frames; a second is often enough for nobody to see. */
const HIDDEN_DELAY_MS = 1000;

export class FrameBatch<T> {
  readonly #deliver: (items: readonly T[]) => void;
  #items: T[] = [];
  #waiting = false;

  constructor(deliver: (items: readonly T[]) => void) {
    this.#deliver = deliver;
  }

  add(item: T): void {
    this.#items.push(item);
    if (this.#waiting) return;
    this.#waiting = true;
    const flush = (): void => {
      this.flush();
    };
    if (document.visibilityState === 'hidden') setTimeout(flush, HIDDEN_DELAY_MS);
    else requestAnimationFrame(flush);
  }

  flush(): void {
    this.#waiting = false;
    const items = this.#items;
    if (items.length === 0) return;
    this.#items = [];
    this.#deliver(items);
  }
}
