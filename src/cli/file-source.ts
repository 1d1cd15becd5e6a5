// A file of this machine as a ByteSource, and the files beside it, which are opened only when they are read.
import { type Stats, statSync } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ByteSource } from '../models/importers/byte-source.ts';
import { FlopscopeError } from '../shared/errors.ts';
import { plainText } from './plain-text.ts';

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
      // A pipe would be waited for without end, and a folder opens but cannot be read.
      if (this.#handle === undefined) refuseOddKinds(this.name, await stat(this.#path));
      this.#handle ??= open(this.#path, 'r');
      await this.#handle;
    } catch (cause) {
      this.#handle = undefined;
      throw cause instanceof FlopscopeError ? cause : unreadable(this.name, cause);
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

function refuseOddKinds(name: string, stats: Stats): void {
  if (stats.isFile()) return;
  throw new FlopscopeError(
    'invalid-document',
    stats.isDirectory()
      ? `“${shown(name)}” is a folder. Name the model file in it: a .onnx, .gguf, .safetensors or config.json.`
      : `“${shown(name)}” is a pipe or a device. Save the model as a file first.`,
  );
}

/** What the commonest codes mean, and what to do. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file. Check its name and folder'],
  ['ENOTDIR', 'there is no such folder. Check the path'],
  ['EACCES', 'you lack the permission to read it. Change its permissions, or copy it'],
  ['EPERM', 'you lack the permission to read it. Change its permissions, or copy it'],
  ['ELOOP', 'its links lead in a circle. Name the file itself'],
  ['ENAMETOOLONG', 'its name is too long for this system. Rename it'],
  ['EMFILE', 'too many files are open. Close other programs'],
  ['EIO', 'the disk reports an error. Copy the file from its source again'],
]);

function unreadable(name: string, cause: unknown): FlopscopeError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const reason = REASONS.get(code) ?? 'the system refuses it. Copy it to another folder';
  return new FlopscopeError(
    'invalid-document',
    `“${shown(name)}” cannot be read${code === '' ? '' : ` (${code})`}: ${reason}.`,
    { cause },
  );
}

/** File names may hold what steers a terminal. */
function shown(name: string): string {
  return plainText(name).slice(0, 80);
}
