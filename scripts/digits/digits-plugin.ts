// Gives the page, the command line and the tests the handwritten digits as a file of their own, packed on first use.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { Plugin } from 'vite';
import { DIGITS_VERSION } from '../../src/facts/digits/digits-format.ts';
import { encodeDigits, sourceVersion } from './encode-digits.ts';

const NAME = 'virtual:digits';
/** Rollup's mark of a module that is no file. */
const RESOLVED = `\0${NAME}`;

/** Where a program for Node finds the file, from its own root; in the code until it is known who asks. */
const IN_PROGRAM = 'assets/digits.bin';
const PLACEHOLDER = '__DIGITS_FILE__';

/**
 * `import { readDigits } from 'virtual:digits'`: fetched from beside the page in a browser, read from beside the
 * program in Node. The page must list the plugin for its workers too.
 */
export function digits(): Plugin {
  let root = '';
  let builds = false;
  return {
    name: 'digits',
    // Without it, Vite throws away what a program for Node would read.
    config: ({ build }) =>
      build?.ssr === undefined || build.ssr === false ? null : { build: { emitAssets: true } },
    configResolved(config) {
      root = config.root;
      builds = config.command === 'build';
    },
    resolveId: (id) => (id === NAME ? RESOLVED : null),
    load(id) {
      if (id !== RESOLVED) return null;
      const file = packedFile(root);
      if (this.environment.config.consumer === 'client') return forBrowsers(file);
      if (!builds) return forNode(JSON.stringify(file));
      this.emitFile({ type: 'asset', fileName: IN_PROGRAM, source: readFileSync(file) });
      return forNode(`new URL('${PLACEHOLDER}', import.meta.url)`);
    },
    renderChunk(code, chunk) {
      if (!code.includes(PLACEHOLDER)) return null;
      const path = posix.relative(posix.dirname(chunk.fileName), IN_PROGRAM);
      return { code: code.replaceAll(PLACEHOLDER, path), map: null };
    },
  };
}

/** Packing takes two seconds, so the result is kept; its name says what it was made of. */
function packedFile(root: string): string {
  const name = `digits-${sourceVersion()}-${DIGITS_VERSION}.bin`;
  const file = join(root, 'node_modules', '.cache', 'flopscope', name);
  if (existsSync(file)) return file;
  mkdirSync(dirname(file), { recursive: true });
  // Renamed when it is whole: several programs may pack at once.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, encodeDigits());
  renameSync(draft, file);
  return file;
}

function forBrowsers(file: string): string {
  return `
    import url from ${JSON.stringify(`${file}?url&no-inline`)};
    export async function readDigits() {
      const response = await fetch(url);
      if (!response.ok) throw new Error('HTTP ' + response.status);
      return response.arrayBuffer();
    }`;
}

function forNode(location: string): string {
  return `
    import { readFile } from 'node:fs/promises';
    export const readDigits = () => readFile(${location});`;
}
