// `npm run package`: the gates of what npm publishes. The manifest of the element is up to date, publint and "are the types
// wrong" find nothing, the archive holds what it should and nothing else, and every import of it is a dependency.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { pack } from './pack.mjs';

/** What may be published; everything else is a mistake. */
const ALLOWED = [
  /^(package\.json|custom-elements\.json|README\.md|LICENSE)$/,
  /^bin\/flopscope\.mjs$/,
  /^dist\/cli\/(flopscope\.mjs|assets\/[\w.-]+)$/,
  /^dist\/page\/(?!.*\.map$)/,
  /^dist\/package\/(?!types\/|.*node_modules).*\.js$/,
  /^dist\/package\/types\/.*\.d\.ts$/,
];
const TESTS = /\.(test|fixture|bench)\./;
/** The page with its sources of figures is most of it. */
const MOST_PACKED_BYTES = 8e6;

/** One level of resolution and one module system: everything else is refused by `exports`. */
const RESOLUTIONS = ['node16-esm', 'bundler'];

const packageJson = JSON.parse(readFileSync('package.json', 'utf8'));
/** @type {string[]} */
const problems = [];
const folder = mkdtempSync(join(tmpdir(), 'flopscope-package-'));
try {
  checkManifest();
  const packed = pack(folder);
  checkList(packed);
  checkContents(packed.files);
  await checkPublint(packed.tarball);
  await checkTypes(packed.tarball);
  const count = packed.files.length;
  const unpacked = packed.files.reduce((sum, { size }) => sum + size, 0);
  process.stdout.write(
    `${count} files, ${megabytes(packed.bytes)} packed, ${megabytes(unpacked)} unpacked\n`,
  );
} catch (thrown) {
  problems.push(thrown instanceof Error ? thrown.message : String(thrown));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const problem of problems) process.stderr.write(`package: ${problem}\n`);
if (problems.length > 0) process.exitCode = 1;

/** @param {number} bytes */
function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}

function checkManifest() {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['scripts/package/manifest.mjs', '--check'],
    { encoding: 'utf8' },
  );
  if (status !== 0) problems.push(stderr.trim());
}

/** @param {ReturnType<typeof pack>} packed */
function checkList({ files, bytes }) {
  const paths = new Set(files.map(({ path }) => path));
  for (const path of paths) {
    if (TESTS.test(path) || !ALLOWED.some((pattern) => pattern.test(path)))
      problems.push(`${path} would be published. Leave it out by "files" of package.json.`);
  }
  const needed = [
    'README.md',
    'LICENSE',
    ...Object.values(packageJson.bin),
    'dist/cli/flopscope.mjs',
    'dist/page/index.html',
    packageJson.customElements,
    ...Object.values(packageJson.exports).flatMap((entry) =>
      typeof entry === 'string' ? [entry] : Object.values(entry),
    ),
    ...packageJson.sideEffects.filter((/** @type {string} */ path) => !path.includes('*')),
  ];
  for (const path of needed.map((each) => each.replace('./', ''))) {
    if (!paths.has(path))
      problems.push(
        `${path} is named and not there. Run "npm run build && npm run build:package".`,
      );
  }
  if (bytes > MOST_PACKED_BYTES)
    problems.push(
      `The archive has ${megabytes(bytes)}, more than ${megabytes(MOST_PACKED_BYTES)}.`,
    );
}

/** Paths of this machine, and imports that nobody installs. @param {readonly { path: string }[]} files */
function checkContents(files) {
  const machine = [resolve('.'), ...(homedir().length > 5 ? [homedir()] : [])];
  const installed = new Set([...Object.keys(packageJson.dependencies), ...builtinModules]);
  for (const { path } of files) {
    if (!/\.(m?js|json|d\.ts|html)$/.test(path)) continue;
    const text = readFileSync(path, 'utf8');
    for (const place of machine)
      if (text.includes(`${place}/`)) problems.push(`${path} names ${place} of this machine.`);
    if (!path.startsWith('dist/package/')) continue;
    for (const name of importsOf(text))
      if (!installed.has(name))
        problems.push(`${path} imports "${name}", which is no dependency in package.json.`);
  }
}

/** Names of packages. @param {string} text */
function importsOf(text) {
  const specifiers = text.matchAll(
    /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?\s*['"]([^'".][^'"]*)['"];?$/gm,
  );
  return new Set(
    [...specifiers].map(([, specifier = '']) =>
      specifier
        .replace(/^node:/, '')
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    ),
  );
}

/** @param {Uint8Array<ArrayBuffer>} tarball */
async function checkPublint(tarball) {
  const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  for (const message of messages)
    problems.push(`publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`);
  process.stdout.write(`publint: ${messages.length} messages\n`);
}

/** @param {Uint8Array<ArrayBuffer>} tarball */
async function checkTypes(tarball) {
  const analysis = await checkPackage(createPackageFromTarballData(tarball), {
    excludeEntrypoints: ['./custom-elements.json'],
  });
  if (analysis.types === false) {
    problems.push('attw: the package has no types.');
    return;
  }
  // Only of importing: `require` and the resolution of Node 10 are refused, which the documentation says.
  const wrong = analysis.problems.filter(
    (problem) => !('resolutionKind' in problem) || RESOLUTIONS.includes(problem.resolutionKind),
  );
  for (const problem of wrong) problems.push(`attw: ${JSON.stringify(problem)}`);
  const names = Object.keys(analysis.entrypoints);
  process.stdout.write(`attw: ${names.length} entry points, ${wrong.length} problems\n`);
}
