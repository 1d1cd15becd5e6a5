// The package as its users have it: three projects of their own that install the packed archive and hold the examples of
// docs/package.md. The element measures in a real browser; a whole measurement runs in full only.
import { execFile } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'puppeteer';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../scripts/launch-browser.mjs';
import { parseResult } from '../src/shared/result/parse-result.ts';
import { FULL } from './support/full.ts';
import { consumers, serveFolder } from './support/package-consumers.ts';

const execute = promisify(execFile);
const GPT2_PARAMS = '124439808';
/** A smoke run on a software adapter that others use too. */
const WHOLE_RUN_MS = 400_000;

let folder: string;
let server: Server;
let address: string;
let browser: Browser;

beforeAll(async () => {
  folder = consumers();
  ({ server, address } = await serveFolder(folder));
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(path: string): Promise<{ page: Page; errors: string[]; requests: string[] }> {
  const page = await browser.newPage();
  const errors: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.location().url?.endsWith('favicon.ico'))
      errors.push(message.text());
  });
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(address + path, { waitUntil: 'networkidle0' });
  return { page, errors, requests };
}

/** Measures until the GPU has been at work, or to the end. */
function measureBy(page: Page, toTheEnd: boolean): Promise<string> {
  return page.evaluate(async (whole) => {
    const element = document.querySelector('flop-scope');
    if (element === null) throw new Error('There is no element.');
    let ranOn = '';
    element.addEventListener('flopscope-result', (event) => {
      ranOn = (event as CustomEvent<{ ranOn: string }>).detail.ranOn;
    });
    element.addEventListener('flopscope-progress', (event) => {
      if (!whole && (event as CustomEvent<{ fraction: number }>).detail.fraction > 0.1)
        (element as HTMLElement & { abort(): void }).abort();
    });
    try {
      const measuring = (element as HTMLElement & { measure(): Promise<unknown> }).measure();
      return `${JSON.stringify(await measuring)}\n${ranOn}`;
    } catch (thrown) {
      return (thrown as { code?: string }).code ?? String(thrown);
    }
  }, toTheEnd);
}

describe('a script in Node', () => {
  it('counts, estimates and reads a result, without a GPU', async () => {
    copyFileSync('bench/results/quick-node-llvmpipe.json', join(folder, 'node', 'result.json'));
    const { stdout } = await execute(process.execPath, ['estimate.mjs'], {
      cwd: join(folder, 'node'),
    });
    const told: unknown = JSON.parse(stdout);
    expect(told).toMatchObject({ params: 25_557_032, macs: 4_089_184_256, link: 'summary' });
    expect(told).toHaveProperty('device', expect.stringContaining('llvmpipe'));
    expect(told).toHaveProperty('seconds.value', expect.any(Number));
    expect(told).toHaveProperty('energyKwh.unit', 'kWh');
  });

  it('imports the element where there is no DOM', async () => {
    const code =
      "const { FlopScope } = await import('flopscope/element'); await import('flopscope/element/define'); console.log(typeof FlopScope)";
    const { stdout } = await execute(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: join(folder, 'node'),
    });
    expect(stdout.trim()).toBe('function');
  });

  it('is told that nothing else can be imported', async () => {
    const code = "await import('flopscope/dist/package/shared/errors.js')";
    const running = execute(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: join(folder, 'node'),
    });
    await expect(running).rejects.toThrow('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it.runIf(FULL)(
    'measures with Dawn',
    async () => {
      const { stdout } = await execute(process.execPath, ['measure.mjs'], {
        cwd: join(folder, 'node'),
        maxBuffer: 2 ** 26,
      });
      expect(parseResult(stdout).environment.host).toBe('node');
    },
    WHOLE_RUN_MS,
  );
});

describe('an app of Vite', () => {
  beforeAll(async () => {
    await build({
      root: join(folder, 'vite'),
      configFile: false,
      base: './',
      logLevel: 'error',
      build: { target: 'es2023' },
    });
  });

  it('measures by the worker that Vite found', async () => {
    const { page, errors } = await open('vite/dist/');
    expect(await page.evaluate(() => document.body.dataset['params'])).toBe(GPT2_PARAMS);
    expect(await page.evaluate(() => document.body.dataset['runtime'])).toMatch(/Chrom/);
    expect(await measureBy(page, false)).toBe('aborted');
    expect(errors).toEqual([]);
    await page.close();
  });

  it.runIf(FULL)(
    'measures to the end',
    async () => {
      const { page } = await open('vite/dist/');
      const [profile = '', ranOn] = (await measureBy(page, true)).split('\n');
      expect(parseResult(profile).suite).toBe('smoke');
      expect(ranOn).toBe('worker');
      await page.close();
    },
    WHOLE_RUN_MS,
  );

  // Version 6.0 takes half a minute.
  it.each(FULL ? ['typescript-7', 'typescript'] : ['typescript-7'])(
    'type-checks by its own configuration with %s',
    async (compiler) => {
      const printed = await execute(
        process.execPath,
        [resolve('node_modules', compiler, 'bin/tsc'), '-p', join(folder, 'vite')],
        { cwd: folder },
      ).then(
        ({ stdout }) => stdout,
        // tsc prints what is wrong there, and fails.
        (failed: unknown) =>
          failed instanceof Error && 'stdout' in failed ? failed.stdout : failed,
      );
      expect(printed).toBe('');
    },
  );
});

describe('a page with an import map', () => {
  it('measures without any build', async () => {
    const { page, errors, requests } = await open('html/');
    expect(await page.evaluate(() => document.body.dataset['params'])).toBe(GPT2_PARAMS);
    expect(requests.filter((url) => url.includes('worker.js'))).toEqual([]);
    expect(await measureBy(page, false)).toBe('aborted');
    expect(errors).toEqual([]);
    await page.close();
  });
});
