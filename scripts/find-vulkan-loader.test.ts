import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findVulkanLoader } from './find-vulkan-loader.mjs';

/** A machine whose ldconfig prints this. */
function machine(cache: string): { env: NodeJS.ProcessEnv; folder: string; loader: string } {
  const folder = mkdtempSync(join(tmpdir(), 'flopscope-loader-'));
  mkdirSync(join(folder, 'bin'));
  const script = `#!/bin/sh\nprintf '%s' '${cache}'\n`;
  writeFileSync(join(folder, 'bin', 'ldconfig'), script, { mode: 0o755 });
  const loader = join(folder, 'libvulkan.so.1');
  writeFileSync(loader, '');
  return { env: { PATH: join(folder, 'bin') }, folder, loader };
}

describe.skipIf(process.platform === 'win32')('findVulkanLoader', () => {
  it('believes ldconfig, but not about 32-bit libraries', () => {
    const { env, loader } = machine('');
    const cache = `\tlibvulkan.so.1 (libc6) => /usr/lib32/libvulkan.so.1\n\tlibvulkan.so.1 (libc6,x86-64) => ${loader}\n`;
    expect(findVulkanLoader({ ...env, ...machine(cache).env }, [])).toBe(loader);
  });

  it('looks into LD_LIBRARY_PATH, then into the known folders', () => {
    const { env, folder, loader } = machine('');
    expect(findVulkanLoader({ ...env, LD_LIBRARY_PATH: `/nowhere:${folder}` }, [])).toBe(loader);
    expect(findVulkanLoader(env, ['/nowhere', folder])).toBe(loader);
  });

  it('names the packages that have it where there is none', () => {
    const { env } = machine('\tlibvulkan.so.1 (libc6,x86-64) => /gone/libvulkan.so.1\n');
    expect(() => findVulkanLoader(env, ['/nowhere'])).toThrow(
      /libvulkan\.so\.1\) is not on this machine.*libvulkan1 on Debian.*vulkan-loader on Fedora/,
    );
  });
});
