// Makes a folder with those above it. Node's own `recursive` takes ENOENT for a missing parent and tries again for ever where
// the system gives it for another reason, as Linux does below /proc.
import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * What is there already stays as it is.
 * @throws the system's error.
 */
export async function makeFolder(folder: string, mode: number): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = dirname(resolve(folder));
  if (parent !== resolve(folder)) await makeFolder(parent, mode);
  try {
    await mkdir(folder, { mode });
  } catch (thrown) {
    // Made by another process meanwhile, or a file.
    if (!(await isFolder(folder))) throw thrown;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
