// What an app that uses one function of the package pays for it: the built package, bundled by Vite with its dependencies.
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { build } from 'vite';

const ENTRY = 'virtual:app';

/**
 * One bundle for all ways of use is not what an app has: each is built alone.
 * @param {string} code of an app that imports from "flopscope/…"
 * @returns {Promise<number>} gzip bytes of what the app loads at once, minified
 */
export async function bundledBytes(code) {
  /** @type {{ exports: Record<string, { default: string }> }} */
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  const result = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [
      {
        name: 'app',
        enforce: 'pre',
        resolveId(id) {
          if (id === ENTRY) return `\0${ENTRY}`;
          const entry = exports[id.replace(/^flopscope/, '.')];
          return id.startsWith('flopscope/') && entry !== undefined ? resolve(entry.default) : null;
        },
        load: (id) => (id === `\0${ENTRY}` ? code : null),
      },
    ],
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: { input: ENTRY, preserveEntrySignatures: 'strict' },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (output === undefined || !('output' in output)) throw new Error('Vite built nothing.');
  const chunks = new Map(
    output.output.flatMap((each) => (each.type === 'chunk' ? [[each.fileName, each]] : [])),
  );
  const first = [...chunks.values()].filter(({ isEntry }) => isEntry);
  const loaded = new Set(first);
  for (const chunk of loaded) {
    for (const name of chunk.imports) {
      const imported = chunks.get(name);
      if (imported !== undefined) loaded.add(imported);
    }
  }
  return [...loaded].reduce((sum, { code }) => sum + gzipSync(code).length, 0);
}
