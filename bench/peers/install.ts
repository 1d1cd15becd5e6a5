// Brings the peers into bench/peers/node_modules, in exactly the versions that are pinned here.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FlopscopeError } from '../../src/shared/errors.ts';

const folder = resolve('bench/peers');

/**
 * Name and version of every peer.
 * @throws FlopscopeError `missing-dependency` when npm cannot install them.
 */
export function installPeers(): Readonly<Record<string, string>> {
  const { dependencies } = readManifest(folder);
  const isCurrent = Object.entries(dependencies).every(([name, version]) => {
    const installed = join(folder, 'node_modules', name);
    return existsSync(installed) && readManifest(installed).version === version;
  });
  if (!isCurrent) {
    process.stderr.write('Installing the peers into bench/peers/node_modules (220 MB)\n');
    // Standard output belongs to the result.
    const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: ['ignore', process.stderr, process.stderr],
      shell: process.platform === 'win32',
    });
    if (status !== 0) {
      throw new FlopscopeError(
        'missing-dependency',
        'npm could not install the peers. Run "npm ci" in bench/peers to see why, and try again.',
      );
    }
  }
  return dependencies;
}

interface Manifest {
  readonly version?: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

function readManifest(path: string): Manifest {
  return JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest;
}
