// `npm run sizes`: what pages, elements and apps load (gzip), old → new for each, and writes bench/results/sizes.json.
// `--check` writes nothing, and fails where a part is larger than it may be.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundledBytes } from './shake.mjs';

const FILE = 'bench/results/sizes.json';
const PAGE = 'dist/page';
const EMBED_MANIFEST = `${PAGE}/embed/manifest.json`;

/** Grows by less unnoticed: file names with hashes, and zlib's version. */
const NOTICED_BYTES = 32;

/**
 * Largest that a part may be, 1 kB = 1000 B. The first three stand in the issue of the element; those of apps are what they are
 * with a tenth of room, far below the whole entry point: who breaks them has given a module a side effect.
 * @typedef {{ readonly name: string, readonly most: number, readonly measure: () => number | undefined | Promise<number> }} Part
 * @type {readonly Part[]}
 */
const parts = [
  { name: 'lab, initial', most: 120_000, measure: initialOfLab },
  { name: 'element, before the click', most: 15_000, measure: () => embedded('flop-scope.js') },
  // The issue bounds the engine; what starts it and compares comes on top, told apart so that nobody overlooks it.
  { name: 'element, engine of the click', most: 60_000, measure: () => embedded('engine.js') },
  { name: 'element, run part of the click', most: 26_000, measure: () => embedded('run.js') },
  { name: 'element, estimate', most: 250_000, measure: () => embedded('estimate.js') },
  app('checkpointSizes', 'models', 1_000),
  app('GraphBuilder, countModel', 'models', 26_000),
  app('buildModel, countModel', 'models', 75_000),
  app('openModelFile', 'models', 100_000),
  app('*', 'models', 170_000),
  app('trainingMemory', 'estimate', 1_000),
  app('listRecipes', 'estimate', 16_000),
  app('*', 'estimate', 260_000),
  app('deviceName', 'results', 1_000),
  app('parseResult', 'results', 7_000),
  app('*', 'results', 32_000),
  app('measureCore, browserProvider', 'engine', 76_000),
  app('*', 'engine', 220_000),
  app('FlopScope', 'element', 18_000),
];

const isCheck = process.argv.includes('--check');
/** @type {Record<string, number>} */
const old = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')).gzipBytes : {};
/** @type {Record<string, number>} */
const gzipBytes = {};
const grown = [];
for (const { name, most, measure } of parts) {
  const bytes = await measure();
  if (bytes === undefined) {
    process.stderr.write(`sizes: ${name} is not built. Run "npm run build".\n`);
    process.exitCode = 1;
    continue;
  }
  gzipBytes[name] = bytes;
  const before = old[name];
  const change = before === undefined ? 0 : bytes - before;
  if (change > NOTICED_BYTES) grown.push(`${name} by ${change} B`);
  const from = before === undefined || before === bytes ? '' : `${before} → `;
  process.stdout.write(`${name.padEnd(48)} ${from}${bytes} B of ${most}\n`);
  if (bytes <= most) continue;
  process.stderr.write(`sizes: ${name} has ${bytes} B, more than ${most}.\n`);
  process.exitCode = 1;
}
process.stdout.write(grown.length === 0 ? 'Nothing grew.\n' : `Grew: ${grown.join('; ')}.\n`);
if (!isCheck) {
  writeFileSync(FILE, `${JSON.stringify({ format: 'flopscope-sizes', gzipBytes }, null, 2)}\n`);
}

/** @param {string} names @param {string} entry @param {number} most @returns {Part} */
function app(names, entry, most) {
  const taken = names === '*' ? '*' : `{ ${names} }`;
  return {
    name: `app: ${names} of flopscope/${entry}`,
    most,
    measure: () => bundledBytes(`export ${taken} from 'flopscope/${entry}';`),
  };
}

/** @param {string} path */
function gzipped(path) {
  return gzipSync(readFileSync(path)).length;
}

/** Scripts and styles that the page names itself. */
function initialOfLab() {
  const page = `${PAGE}/index.html`;
  if (!existsSync(page)) return undefined;
  const names = readFileSync(page, 'utf8').matchAll(
    /(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g,
  );
  return [...names].reduce((sum, [, name = '']) => sum + gzipped(join(PAGE, name)), 0);
}

/** @param {string} name a file of the build for other pages */
function embedded(name) {
  if (!existsSync(EMBED_MANIFEST)) return undefined;
  const { files } = JSON.parse(readFileSync(EMBED_MANIFEST, 'utf8'));
  const entry = files[name];
  return entry === undefined ? undefined : gzipped(join(PAGE, 'embed', entry.file));
}
