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
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  const software = isFallbackAdapter || /swiftshader|llvmpipe/i.test(description);
  process.stdout.write(JSON.stringify({ name: [vendor, architecture, description].join(' '), software }));
  process.exit(0);
`;

/**
 * @typedef {object} GpuEnvironment
 * @property {NodeJS.ProcessEnv} env for the processes that use Dawn
 * @property {string} adapter name of what they will find
 */

/** @param {NodeJS.ProcessEnv} env @returns {{ name: string, software: boolean } | undefined} */
function adapterUnder(env) {
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', question], {
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return status === 0 ? JSON.parse(stdout) : undefined;
}

/**
 * All adapters that tests may use, the first for every day: a real GPU, else SwiftShader, whose shaders
 * compile ten times faster than those of the software driver that a machine may have besides.
 * @param {string} browser path of Chrome or Chromium
 * @returns {GpuEnvironment[]}
 */
export function gpuEnvironments(browser) {
  const env = { ...process.env };
  // Mesa's drivers refuse to start without one.
  env['XDG_RUNTIME_DIR'] ??= mkdtempSync(join(tmpdir(), 'flopscope-'));
  const own = adapterUnder(env);
  const found = own === undefined ? [] : [{ env, adapter: own.name }];
  if (own?.software === false) return found;
  const folder = softwareDriverFolder(browser);
  if (folder === undefined) return found;
  const shipped = {
    ...env,
    VK_DRIVER_FILES: join(folder, 'vk_swiftshader_icd.json'),
    LD_LIBRARY_PATH: [folder, env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter),
  };
  const swiftshader = adapterUnder(shipped);
  if (swiftshader === undefined || swiftshader.name === own?.name) return found;
  return [{ env: shipped, adapter: swiftshader.name }, ...found];
}
