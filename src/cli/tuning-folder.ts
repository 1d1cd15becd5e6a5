// Tuned choices as files of the cache folder, one for each sweep.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TuningStore } from '../engine/tuner/tuning-store.ts';
import type { TuningRecord } from '../shared/tuning.ts';
import { cacheFolder } from './cache-folder.ts';

/** A sweep of 500 attempts is a tenth of this. */
const MAX_RECORD_BYTES = 2 ** 20;

/** A cache: whatever cannot be read or written is as if it were not there. */
export class TuningFolder implements TuningStore {
  readonly #folder: string;

  constructor(folder = join(cacheFolder(), 'tuning')) {
    this.#folder = folder;
  }

  async read(name: string): Promise<unknown> {
    const path = this.#pathOf(name);
    try {
      if ((await stat(path)).size > MAX_RECORD_BYTES) return undefined;
      return JSON.parse(await readFile(path, 'utf8')) as unknown;
    } catch {
      return undefined;
    }
  }

  async write(name: string, record: TuningRecord): Promise<void> {
    const path = this.#pathOf(name);
    // Renamed into place: a process that is killed leaves the old record whole.
    const draft = `${path}.${process.pid}`;
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(draft, JSON.stringify(record));
      await rename(draft, path);
    } catch {
      // A read-only home directory costs the next run its time for tuning, no more.
    }
  }

  #pathOf(name: string): string {
    const hash = createHash('sha256').update(name).digest('hex').slice(0, 32);
    return join(this.#folder, `${hash}.json`);
  }
}
