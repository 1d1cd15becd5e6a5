// Results kept on this device, in IndexedDB, or in memory where the browser refuses that (private
// windows, blocked site data). Nothing leaves the machine.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import * as v from 'valibot';
import { newestFirst } from '../shared/newest-first.ts';
import { nextTask } from '../shared/next-task.ts';
import { parseResultText, validateResult } from '../shared/result/parse-result.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { type Validation, validationSchema } from '../shared/result/validation.ts';

/** A full run stays under 1 MB; fifty of them are a year of weekly measurements. */
export const KEPT_RESULTS = 50;
/** Of a few kilobytes each. */
const KEPT_VALIDATIONS = 50;

/** 2 added the validations. */
const VERSION = 2;

/**
 * A result is kept as text: a megabyte of it is copied in 3 ms, while an object of many thousand numbers is read in 10 to
 * 25 ms. Those that older versions of Flopscope kept as objects are still read.
 */
const storedSchema = v.object({ json: v.string() });

interface Schema extends DBSchema {
  results: { key: string; value: unknown; indexes: { createdAt: string } };
  /** Checks of predictions; each names the result that it rests on. */
  validations: { key: string; value: unknown };
}

type Database = IDBPDatabase<Schema>;

export class ResultStore {
  readonly #database: Promise<Database | undefined>;
  readonly #memory = new Map<string, DeviceProfile>();
  readonly #validations = new Map<string, Validation>();

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
      const { id, createdAt } = profile;
      await database.put('results', { id, createdAt, json: JSON.stringify(profile) });
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
    const keys = (await database?.getAllKeys('results')) ?? [];
    const profiles = new Map(this.#memory);
    for (const key of keys) {
      const profile = await readable(await database?.get('results', key));
      if (profile !== undefined) profiles.set(profile.id, profile);
    }
    return [...profiles.values()].sort(newestFirst);
  }

  /** Those whose result is gone go as well. */
  async saveValidation(validation: Validation): Promise<void> {
    this.#validations.set(validation.createdAt, validation);
    const database = await this.#database;
    if (database === undefined) return;
    try {
      await database.put('validations', validation);
      const results = new Set(await database.getAllKeys('results'));
      const stored = await this.listValidations();
      const orphans = stored.filter(({ profile }) => !results.has(profile));
      for (const { createdAt } of [...stored.slice(KEPT_VALIDATIONS), ...orphans]) {
        await database.delete('validations', createdAt);
      }
    } catch {
      // As for results: the copy in memory serves.
    }
  }

  /** Newest first. */
  async listValidations(): Promise<readonly Validation[]> {
    const database = await this.#database;
    const stored: readonly unknown[] = (await database?.getAll('validations')) ?? [];
    const validations = new Map(this.#validations);
    for (const document of stored) {
      const parsed = v.safeParse(validationSchema, document);
      if (parsed.success) validations.set(parsed.output.createdAt, parsed.output);
    }
    return [...validations.values()].sort(newestFirst);
  }
}

/** To read, to parse and to validate a megabyte takes some 10 to 30 ms each: the page answers between any two of these. */
async function readable(stored: unknown): Promise<DeviceProfile | undefined> {
  try {
    await nextTask();
    const text = v.safeParse(storedSchema, stored);
    const document = text.success ? parseResultText(text.output.json) : stored;
    await nextTask();
    const profile = validateResult(document);
    await nextTask();
    return profile;
  } catch {
    return undefined;
  }
}

async function open(name: string): Promise<Database | undefined> {
  try {
    return await new Promise<Database>((resolve, reject) => {
      openDB<Schema>(name, VERSION, {
        upgrade(database) {
          if (!database.objectStoreNames.contains('results')) {
            const results = database.createObjectStore('results', { keyPath: 'id' });
            results.createIndex('createdAt', 'createdAt');
          }
          if (!database.objectStoreNames.contains('validations')) {
            database.createObjectStore('validations', { keyPath: 'createdAt' });
          }
        },
        // Another tab shows an older Flopscope: waiting for it to be closed would show nothing at all.
        blocked: () => {
          reject(new Error('blocked'));
        },
      }).then(resolve, reject);
    });
  } catch {
    return undefined;
  }
}
