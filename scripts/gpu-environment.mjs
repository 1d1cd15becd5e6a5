// Gives Dawn in Node an adapter: the machine's own when it has one, else the software driver that ships
// with Chrome and Chromium.
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { softwareDriverFolder } from './find-browser.mjs';

const question = `
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  const adapter = await create([]).requestAdapter();
  if (adapter === null) process.exit(1);
  process.stdout.write([adapter.info.vendor, adapter.info.architecture, adapter.info.description].join(' '));
  process.exit(0);
`;

/** @param {NodeJS.ProcessEnv} env @returns {string | undefined} the adapter's name */
function adapterUnder(env) {
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', question], {
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return status === 0 ? stdout : undefined;
}

/**
 * @param {string} browser path of Chrome or Chromium
 * @returns {{ env: NodeJS.ProcessEnv, adapter: string | undefined }}
 */
export function gpuEnvironment(browser) {
  const env = { ...process.env };
  // Mesa's drivers refuse to start without one.
  env['XDG_RUNTIME_DIR'] ??= mkdtempSync(join(tmpdir(), 'flopscope-'));
  const own = adapterUnder(env);
  if (own !== undefined) return { env, adapter: own };
  const folder = softwareDriverFolder(browser);
  if (folder === undefined) return { env, adapter: undefined };
  env['VK_DRIVER_FILES'] = join(folder, 'vk_swiftshader_icd.json');
  env['LD_LIBRARY_PATH'] = [folder, env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter);
  return { env, adapter: adapterUnder(env) };
}
