// Records as texts under a key, kept on this device in IndexedDB, or in memory where the browser refuses that. Whoever
// reads one parses it; nothing leaves the machine.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import * as v from 'valibot';

/** Keys beyond these go, the longest unused first. */
const MOST_RECORDS = 24;

/** In characters: what is longer is kept in memory only, so that one record cannot fill the disk. */
export const MOST_KEPT_CHARACTERS = 16 * 2 ** 20;

const recordSchema = v.strictObject({
  key: v.pipe(v.string(), v.maxLength(2000)),
  savedAt: v.pipe(v.string(), v.isoTimestamp()),
  text: v.pipe(v.string(), v.maxLength(MOST_KEPT_CHARACTERS)),
});

export type KeptRecord = Readonly<v.InferOutput<typeof recordSchema>>;

interface Schema extends DBSchema {
  records: { key: string; value: unknown };
}

export class RecordStore {
  readonly #database: Promise<IDBPDatabase<Schema> | undefined>;
  readonly #memory = new Map<string, KeptRecord>();

  /** @param name of a database of its own. */
  constructor(name: string) {
    this.#database = open(name);
  }

  /** What is there but no record is `damaged`: the caller says so and may remove it. */
  async read(key: string): Promise<KeptRecord | 'damaged' | undefined> {
    const inMemory = this.#memory.get(key);
    const stored = await (await this.#database)?.get('records', key);
    if (stored === undefined) return inMemory;
    const parsed = v.safeParse(recordSchema, stored);
    if (!parsed.success) return 'damaged';
    // Another page may have written since; and what did not fit is here only.
    const isLater = inMemory !== undefined && inMemory.savedAt > parsed.output.savedAt;
    return isLater ? inMemory : parsed.output;
  }

  async write(key: string, text: string): Promise<void> {
    const record = { key, savedAt: new Date().toISOString(), text };
    this.#memory.set(key, record);
    const database = await this.#database;
    if (database === undefined || text.length > MOST_KEPT_CHARACTERS) return;
    try {
      await database.put('records', record);
      await this.#forget(database);
    } catch {
      // Quota or a closing database: the copy in memory serves until the page is closed.
    }
  }

  async remove(key: string): Promise<void> {
    this.#memory.delete(key);
    await (await this.#database)?.delete('records', key);
  }

  async #forget(database: IDBPDatabase<Schema>): Promise<void> {
    const stored = await database.getAllKeys('records');
    if (stored.length <= MOST_RECORDS) return;
    const dated = await Promise.all(
      stored.map(async (key) => {
        const parsed = v.safeParse(recordSchema, await database.get('records', key));
        return { key, savedAt: parsed.success ? parsed.output.savedAt : '' };
      }),
    );
    dated.sort((a, b) => b.savedAt.localeCompare(a.savedAt));
    for (const { key } of dated.slice(MOST_RECORDS)) await database.delete('records', key);
  }
}

async function open(name: string): Promise<IDBPDatabase<Schema> | undefined> {
  try {
    return await openDB<Schema>(name, 1, {
      upgrade(database) {
        database.createObjectStore('records', { keyPath: 'key' });
      },
    });
  } catch {
    return undefined;
  }
}
