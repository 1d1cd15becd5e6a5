// What is known of one sweep: read at its start, written after every step, so that a run that was cancelled
// or lost its device goes on where it ended.
import { type Attempt, type Choice, choiceKey, type TuningRecord } from '../../shared/tuning.ts';
import { readRecord, type TuningKey, writeRecord } from './tuning-records.ts';
import type { TuningStore } from './tuning-store.ts';

/** A kernel that was under way when the device died would bring the next one down as well. */
const DIED_UNDER_WAY = 'The device was lost while this was tried; it is not tried again.';

export class SweepMemory {
  readonly #store: TuningStore;
  #record: TuningRecord;

  private constructor(store: TuningStore, record: TuningRecord) {
    this.#store = store;
    this.#record = record;
  }

  static async open(store: TuningStore, key: TuningKey, forget: boolean): Promise<SweepMemory> {
    const record = await readRecord(store, key);
    if (forget)
      return new SweepMemory(store, { ...record, attempts: [], underWay: null, complete: false });
    const memory = new SweepMemory(store, record);
    const { underWay } = record;
    if (underWay !== null) await memory.add({ ...underWay, ms: null, reason: DIED_UNDER_WAY });
    return memory;
  }

  get attempts(): readonly Attempt[] {
    return this.#record.attempts;
  }

  /** Whether there is nothing left to try, or a whole sweep's time was spent. */
  get complete(): boolean {
    return this.#record.complete;
  }

  attemptOf(choice: Choice): Attempt | undefined {
    const key = choiceKey(choice);
    return this.#record.attempts.find((attempt) => choiceKey(attempt) === key);
  }

  /** The fastest attempts that ran, best first. */
  ranked(): readonly (Attempt & { readonly ms: number })[] {
    return this.#record.attempts
      .filter((attempt): attempt is Attempt & { ms: number } => attempt.ms !== null)
      .sort((a, b) => a.ms - b.ms);
  }

  async begin(choice: Choice): Promise<void> {
    await this.#write({ underWay: choice });
  }

  /** Replaces what was known of this choice. */
  async add(attempt: Attempt): Promise<void> {
    const key = choiceKey(attempt);
    const others = this.#record.attempts.filter((each) => choiceKey(each) !== key);
    await this.#write({ attempts: [...others, attempt], underWay: null });
  }

  async finish(): Promise<void> {
    await this.#write({ complete: true });
  }

  /** A cancelled run leaves nothing under way: the kernel was not at fault. */
  async release(): Promise<void> {
    if (this.#record.underWay !== null) await this.#write({ underWay: null });
  }

  async #write(change: Partial<TuningRecord>): Promise<void> {
    this.#record = { ...this.#record, ...change };
    await writeRecord(this.#store, this.#record);
  }
}
