// Where tuned choices are kept between runs; each host brings its own (IndexedDB, a cache folder).
import type { TuningRecord } from '../../shared/tuning.ts';

/**
 * Documents by name. What is read may be old, foreign or damaged: the tuner parses it. Neither call may fail:
 * a store that cannot keep anything returns nothing.
 */
export interface TuningStore {
  read(name: string): Promise<unknown>;
  write(name: string, record: TuningRecord): Promise<void>;
}

/** Keeps records for the life of the process: for hosts without a store of their own, and for tests. */
export class MemoryTuningStore implements TuningStore {
  readonly #records = new Map<string, TuningRecord>();

  read(name: string): Promise<unknown> {
    return Promise.resolve(this.#records.get(name));
  }

  write(name: string, record: TuningRecord): Promise<void> {
    this.#records.set(name, structuredClone(record));
    return Promise.resolve();
  }
}
