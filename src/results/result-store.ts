// Results kept on this device, in IndexedDB, or in memory where the browser refuses that (private
// windows, blocked site data). Nothing leaves the machine.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { validateResult } from '../shared/result/parse-result.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';

/** A full run stays under 1 MB; fifty of them are a year of weekly measurements. */
const KEPT_RESULTS = 50;

interface Schema extends DBSchema {
  results: { key: string; value: unknown; indexes: { createdAt: string } };
}

type Database = IDBPDatabase<Schema>;

export class ResultStore {
  readonly #database: Promise<Database | undefined>;
  readonly #memory = new Map<string, DeviceProfile>();

  constructor(name = 'flopscope') {
    this.#database = open(name);
  }

  /** Whether results survive a reload. */
  async isPersistent(): Promise<boolean> {
    return (await this.#database) !== undefined;
  }

  async save(profile: DeviceProfile): Promise<void> {
    this.#memory.set(profile.id, profile);
    const database = await this.#database;
    if (database === undefined) return;
    try {
      await database.put('results', profile);
      const keys = await database.getAllKeysFromIndex('results', 'createdAt');
      for (const key of keys.slice(0, Math.max(0, keys.length - KEPT_RESULTS))) {
        await database.delete('results', key);
      }
    } catch {
      // Quota or a closing database: the copy in memory serves until the page is closed.
    }
  }

  async remove(id: string): Promise<void> {
    this.#memory.delete(id);
    const database = await this.#database;
    await database?.delete('results', id);
  }

  /** Newest first; what no longer parses is left out, not shown half. */
  async list(): Promise<readonly DeviceProfile[]> {
    const database = await this.#database;
    const stored =
      database === undefined ? [] : await database.getAllFromIndex('results', 'createdAt');
    const profiles = new Map(this.#memory);
    for (const document of stored) {
      const profile = readable(document);
      if (profile !== undefined) profiles.set(profile.id, profile);
    }
    return [...profiles.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }
}

function readable(document: unknown): DeviceProfile | undefined {
  try {
    return validateResult(document);
  } catch {
    return undefined;
  }
}

async function open(name: string): Promise<Database | undefined> {
  try {
    return await openDB<Schema>(name, 1, {
      upgrade(database) {
        const results = database.createObjectStore('results', { keyPath: 'id' });
        results.createIndex('createdAt', 'createdAt');
      },
    });
  } catch {
    return undefined;
  }
}
