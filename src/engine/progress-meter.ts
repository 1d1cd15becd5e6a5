// Turns "step 7 of 20, half done" into a fraction that never falls and a remaining time that learns from
// how fast this device really is.

export interface PlannedStep {
  readonly label: string;
  /** Rough duration on a device of middling speed; only the proportions matter. */
  readonly plannedMs: number;
}

export interface ProgressReading {
  readonly step: string;
  readonly fraction: number;
  readonly elapsedMs: number;
  readonly remainingMs: number;
}

export class ProgressMeter {
  readonly #totalMs: number;
  readonly #elapsedMs: () => number;
  #doneMs = 0;
  #current: PlannedStep = { label: '', plannedMs: 0 };
  #fraction = 0;

  constructor(steps: readonly PlannedStep[], elapsedMs: () => number) {
    this.#totalMs = steps.reduce((sum, step) => sum + step.plannedMs, 0);
    this.#elapsedMs = elapsedMs;
  }

  /** The previous step is done, this one begins. */
  begin(step: PlannedStep): ProgressReading {
    this.#doneMs += this.#current.plannedMs;
    this.#current = step;
    return this.read(0);
  }

  /** @param fraction of the current step; @param detail replaces the step's label. */
  read(fraction: number, detail?: string): ProgressReading {
    const done = (this.#doneMs + this.#current.plannedMs * fraction) / this.#totalMs;
    this.#fraction = Math.min(1, Math.max(this.#fraction, done));
    const elapsedMs = this.#elapsedMs();
    const plannedMs = this.#totalMs * this.#fraction;
    // Before a twentieth is done the pace is mostly start-up, and the plan is the better guess.
    const pace = this.#fraction < 0.05 ? 1 : elapsedMs / plannedMs;
    return {
      step: detail ?? this.#current.label,
      fraction: this.#fraction,
      elapsedMs,
      remainingMs: Math.max(0, (this.#totalMs - plannedMs) * pace),
    };
  }
}
