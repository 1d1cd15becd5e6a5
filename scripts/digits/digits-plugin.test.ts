// The file must reach every host: the page, its workers, and a program for Node, also where it is loaded lazily.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type InlineConfig, build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digits } from './digits-plugin.ts';

/** Inside the repository, so that sources and packages are found as always. */
const OUTPUT = 'test/output';
let folder = '';

beforeAll(() => {
  mkdirSync(OUTPUT, { recursive: true });
  folder = mkdtempSync(join(OUTPUT, 'digits-'));
  const source = (name: string, code: string) => {
    writeFileSync(join(folder, name), code);
  };
  source(
    'lazy.js',
    `import('../../../src/facts/digits/digits.ts')
       .then(({ loadDigits }) => loadDigits())
       .then(({ labels }) => console.log(labels.length));`,
  );
  source('page.js', `new Worker(new URL('./lazy.js', import.meta.url), { type: 'module' });`);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function built(config: InlineConfig): Promise<string> {
  const outDir = mkdtempSync(join(folder, 'built-'));
  await build({
    configFile: false,
    base: './',
    publicDir: false,
    logLevel: 'error',
    plugins: [digits()],
    worker: { format: 'es', plugins: () => [digits()] },
    ...config,
    build: { minify: false, ...config.build, outDir },
  });
  return outDir;
}

const files = (outDir: string) =>
  readdirSync(outDir, { recursive: true, encoding: 'utf8' }).map((each) =>
    each.replaceAll('\\', '/'),
  );

describe('digits plugin', () => {
  it('lets a built program read the file beside it, from a chunk in a folder of its own', async () => {
    const outDir = await built({
      build: {
        ssr: join(folder, 'lazy.js'),
        rolldownOptions: { output: { entryFileNames: 'program.mjs' } },
      },
    });
    expect(files(outDir)).toContain('assets/digits.bin');
    const { stdout, stderr } = spawnSync(process.execPath, [join(outDir, 'program.mjs')], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout.trim()).toBe('10000');
  });

  it.each(['lazy.js', 'page.js'])('puts one file beside the page: %s', async (entry) => {
    const outDir = await built({ build: { rolldownOptions: { input: join(folder, entry) } } });
    expect(files(outDir).filter((each) => each.endsWith('.bin'))).toHaveLength(1);
  });
});
