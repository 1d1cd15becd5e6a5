// Tuned choices in IndexedDB, from within the engine's worker; in memory where the browser refuses that.
import { type IDBPDatabase, openDB } from 'idb';
import { MemoryTuningStore, type TuningStore } from '../engine/tuner/tuning-store.ts';
import type { TuningRecord } from '../shared/tuning.ts';

const RECORDS = 'records';

/** Sweeps of a full run on ten adapters or browser versions; the oldest go first. */
const KEPT_RECORDS = 600;

interface Stored {
  readonly name: string;
  readonly updatedAt: string;
  readonly record: TuningRecord;
}

/** A database of its own: results must not be lost to a change in how tuning is kept. */
export class TuningDatabase implements TuningStore {
  readonly #database: Promise<IDBPDatabase | undefined>;
  readonly #memory = new MemoryTuningStore();

  constructor(name = 'flopscope-tuning') {
    this.#database = open(name);
  }

  async read(name: string): Promise<unknown> {
    const database = await this.#database;
    try {
      const stored: unknown = await database?.get(RECORDS, name);
      if (stored !== undefined) return (stored as Partial<Stored>).record;
    } catch {
      // A database that was closed under us is as good as none.
    }
    return this.#memory.read(name);
  }

  async write(name: string, record: TuningRecord): Promise<void> {
    await this.#memory.write(name, record);
    const database = await this.#database;
    try {
      await database?.put(RECORDS, { name, updatedAt: record.updatedAt, record } satisfies Stored);
      const names = (await database?.getAllKeysFromIndex(RECORDS, 'updatedAt')) ?? [];
      for (const old of names.slice(0, Math.max(0, names.length - KEPT_RECORDS))) {
        await database?.delete(RECORDS, old);
      }
    } catch {
      // Quota: the copy in memory serves until the worker ends.
    }
  }
}

async function open(name: string): Promise<IDBPDatabase | undefined> {
  try {
    return await openDB(name, 1, {
      upgrade(database) {
        const records = database.createObjectStore(RECORDS, { keyPath: 'name' });
        records.createIndex('updatedAt', 'updatedAt');
      },
    });
  } catch {
    return undefined;
  }
}
