// `npm run manifest`: what editors, documentation and frameworks read of `<flop-scope>`, from the JSDoc of its class.
// `--check` fails where the written one is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'oxfmt';

const FILE = 'custom-elements.json';
// Its package names declarations that are not those of these files.
const ANALYZER = '@custom-elements-manifest/analyzer';
/** @type {{ create(options: object): object, ts: typeof import('typescript') }} */
const { create, ts } = await import(`${ANALYZER}/index.js`);
/** @type {{ litPlugin(): unknown }} */
const { litPlugin } = await import(`${ANALYZER}/src/features/framework-plugins/lit/lit.js`);

const TAG = 'flop-scope';
const ELEMENT = 'src/embed/element';
/** In this order the class is known before it is registered. */
const MODULES = ['flop-scope-events', 'flop-scope.component', 'flop-scope'];

/** @param {string} path of a source file @returns {string} of the file that npm installs */
const shipped = (path) => path.replace(/^\/?src\//, 'dist/package/').replace(/\.ts$/, '.js');

const modules = MODULES.map((name) => {
  const path = `${ELEMENT}/${name}.ts`;
  return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2015, true);
});
const manifest = create({ modules, plugins: litPlugin(), context: { dev: false } });
const { code: text } = await format(FILE, JSON.stringify(manifest, published), { printWidth: 100 });
if (process.argv.includes('--check')) {
  if (readOr('') !== text) {
    process.stderr.write(`${FILE} is out of date: run "npm run manifest" and commit it.\n`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(FILE, text);
}

/**
 * Without what nobody outside the class can reach, and with the tag where the analyzer reads the name of a constant.
 * @param {string} key @param {unknown} value @returns {unknown}
 */
function published(key, value) {
  if ((key === 'path' || key === 'module') && typeof value === 'string') return shipped(value);
  if (key === 'name' && value === 'NAME') return TAG;
  if (!Array.isArray(value)) return value;
  switch (key) {
    case 'members':
      return value.filter(({ privacy }) => privacy !== 'private' && privacy !== 'protected');
    case 'events':
      return value.filter(({ description }) => description !== undefined);
    case 'declarations':
      return value.filter(({ kind }) => kind !== 'variable');
    default:
      return value;
  }
}

/** @param {string} otherwise */
function readOr(otherwise) {
  try {
    return readFileSync(FILE, 'utf8');
  } catch {
    return otherwise;
  }
}
