// What `npm pack` would publish: the archive, and its files with their sizes.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Of what is built now; nothing is built for it.
 * @param {string} folder where the archive is written
 * @returns {{ archive: string, tarball: Uint8Array<ArrayBuffer>, files: readonly { path: string, size: number }[], bytes: number }}
 */
export function pack(folder) {
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['pack', '--ignore-scripts', '--json', '--pack-destination', folder],
    { encoding: 'utf8', shell: process.platform === 'win32', maxBuffer: 2 ** 26 },
  );
  if (status !== 0) throw new Error(`npm pack failed: ${stderr}`);
  const [{ filename, files, size }] = JSON.parse(stdout);
  const archive = join(folder, filename);
  return { archive, tarball: new Uint8Array(readFileSync(archive)), files, bytes: size };
}
