// What was measured to be sent, kept in a file until a board has it: minutes of measuring are lost to no outage.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { dataFolder } from '../data-folder.ts';

export class UnsentResults {
  readonly #folder: string;

  constructor(folder = join(dataFolder(), 'unsent')) {
    this.#folder = folder;
  }

  /** @returns the path of the file. */
  async keep(profile: DeviceProfile): Promise<string> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const moment = profile.createdAt.slice(0, 19).replaceAll(':', '-');
    const path = join(this.#folder, `${moment}-${profile.id.slice(0, 8)}.json`);
    await writeFile(path, JSON.stringify(profile), { mode: 0o600 });
    return path;
  }

  async drop(path: string): Promise<void> {
    await rm(path, { force: true });
  }
}
