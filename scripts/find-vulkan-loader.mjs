// Finds the Vulkan loader of an x86-64 Linux machine, for the archive that brings one along.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const LOADER = 'libvulkan.so.1';

/** Where distributions keep 64-bit libraries, for machines without an ldconfig. */
const LIBRARY_FOLDERS = [
  '/usr/lib/x86_64-linux-gnu',
  '/lib/x86_64-linux-gnu',
  '/usr/lib64',
  '/usr/lib',
  '/usr/local/lib',
];

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @param {readonly string[]} [folders] looked through after ldconfig's cache and LD_LIBRARY_PATH
 * @returns {string} path of libvulkan.so.1
 * @throws when there is none, with the package that has it.
 */
export function findVulkanLoader(env = process.env, folders = LIBRARY_FOLDERS) {
  const { stdout } = spawnSync('ldconfig', ['-p'], {
    encoding: 'utf8',
    // Not on the PATH of ordinary users everywhere.
    env: { ...env, PATH: [env['PATH'], '/sbin', '/usr/sbin'].filter(Boolean).join(delimiter) },
  });
  const cached = /libvulkan\.so\.1 \(libc6,x86-64\) => (\S+)/.exec(stdout ?? '')?.[1];
  const named = (env['LD_LIBRARY_PATH'] ?? '').split(delimiter).filter(Boolean);
  const candidates = [...named, ...folders].map((folder) => join(folder, LOADER));
  const found = [...(cached === undefined ? [] : [cached]), ...candidates].find((path) =>
    existsSync(path),
  );
  if (found !== undefined) return found;
  throw new Error(
    `The Vulkan loader (${LOADER}) is not on this machine. Install it: libvulkan1 on Debian and Ubuntu, vulkan-loader on Fedora, RHEL and openSUSE, vulkan-icd-loader on Arch.`,
  );
}
