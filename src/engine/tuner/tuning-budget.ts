// The time that a suite may spend on choosing among variants, dealt out to what is still to be tuned.

export class TuningBudget {
  readonly #totalMs: number;
  #spentMs = 0;
  #partsLeft: number;

  /** @param parts how many sweeps the run is going to make. */
  constructor(totalMs: number, parts: number) {
    this.#totalMs = totalMs;
    this.#partsLeft = Math.max(1, parts);
  }

  /** Milliseconds for the next sweep: an even share of what is left, so that what one saves others get. */
  share(): number {
    return Math.max(0, this.#totalMs - this.#spentMs) / Math.max(1, this.#partsLeft);
  }

  /** To be called once after each sweep. */
  spend(ms: number): void {
    this.#spentMs += ms;
    this.#partsLeft--;
  }
}
