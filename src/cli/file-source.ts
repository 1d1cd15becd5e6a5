// A file of this machine as a ByteSource, and the files beside it, which are opened only when they are read.
import { statSync } from 'node:fs';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ByteSource } from '../models/importers/byte-source.ts';
import { FlopscopeError } from '../shared/errors.ts';

export interface OpenedSource {
  readonly source: ByteSource;
  /** All other files of the same folder. */
  readonly companions: readonly ByteSource[];
  readonly close: () => Promise<void>;
}

/** A model in parts has hundreds of files; more than this in one folder is no folder of a model. */
const MOST_COMPANIONS = 10_000;

/** @throws FlopscopeError `invalid-document` when the file cannot be opened. */
export async function openFileSource(path: string): Promise<OpenedSource> {
  const folder = dirname(path);
  const name = basename(path);
  const source = new NodeFile(path);
  await source.open();
  const companions = (await filesOf(folder))
    .filter((each) => each !== name)
    .slice(0, MOST_COMPANIONS)
    .map((each) => new NodeFile(join(folder, each)));
  return {
    source,
    companions,
    close: async () => {
      await Promise.all([source, ...companions].map((each) => each.close()));
    },
  };
}

/** None where the folder cannot be listed: the file itself may be readable all the same. */
async function filesOf(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((each) => !each.isDirectory()).map((each) => each.name);
  } catch {
    return [];
  }
}

class NodeFile implements ByteSource {
  readonly name: string;
  readonly #path: string;
  #handle: Promise<FileHandle> | undefined;

  constructor(path: string) {
    this.name = basename(path);
    this.#path = path;
  }

  get size(): number {
    try {
      return statSync(this.#path).size;
    } catch (cause) {
      throw unreadable(this.name, cause);
    }
  }

  async open(): Promise<void> {
    try {
      this.#handle ??= open(this.#path, 'r');
      await this.#handle;
    } catch (cause) {
      this.#handle = undefined;
      throw unreadable(this.name, cause);
    }
  }

  async read(start: number, end: number): Promise<Uint8Array> {
    await this.open();
    const length = Math.max(0, Math.min(end, this.size) - start);
    const bytes = new Uint8Array(length);
    let filled = 0;
    try {
      const handle = await this.#handle;
      while (handle !== undefined && filled < length) {
        const { bytesRead } = await handle.read(bytes, filled, length - filled, start + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
    } catch (cause) {
      throw unreadable(this.name, cause);
    }
    return bytes.subarray(0, filled);
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await (await handle)?.close();
  }
}

function unreadable(name: string, cause: unknown): FlopscopeError {
  const reason = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new FlopscopeError('invalid-document', `“${name}” cannot be read${reason}.`, { cause });
}
