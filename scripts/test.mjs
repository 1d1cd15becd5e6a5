// `npm test`: every gate in one command, each with its time, stopping at the first that fails.
// `--full` adds what is too long for every day.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { findBrowser } from './find-browser.mjs';
import { gpuEnvironments } from './gpu-environment.mjs';
import { startPostgres } from './postgres.mjs';

const full = process.argv.includes('--full');
const started = Date.now();
const output = 'test/output';
rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });

const tests = { passed: 0, failed: 0, skipped: 0 };

/** @param {number} since */
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * Lanes side by side: what stands in one of them runs one after the other, and what it prints is shown when it is done.
 * A lane ends with its first failure.
 * @param {readonly (readonly Lane[])[]} lanes @returns {Promise<boolean>} whether all of it succeeded
 * @typedef {{ readonly title: string, readonly command: string, readonly args: string[], readonly env?: NodeJS.ProcessEnv }} Lane
 */
async function together(lanes) {
  const ended = await Promise.all(
    lanes.map(async (lane) => {
      for (const each of lane) if (!(await runQuietly(each))) return false;
      return true;
    }),
  );
  return !ended.includes(false);
}

/** @param {Lane} lane @returns {Promise<boolean>} whether it succeeded */
function runQuietly({ title, command, args, env = process.env }) {
  const began = Date.now();
  process.stdout.write(`▸ ${title}\n`);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
      shell: process.platform === 'win32',
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        printed += String(chunk);
      });
    }
    child.on('close', (status) => {
      const verdict = status === 0 ? 'ok' : 'FAILED';
      process.stdout.write(`${printed}  ${verdict}: ${title}, ${seconds(began)}\n`);
      resolve(status === 0);
    });
  });
}

/** @param {string} name of a script of package.json @returns {Lane} */
const script = (name) => ({ title: name, command: 'npm', args: ['run', '--silent', name] });

/** @param {string} project */
const reportOf = (project) => `${output}/${project}.json`;

/** @param {string} project @param {readonly string[]} files of it; none means all @returns {string[]} */
const vitestOf = (project, files = []) => [
  'vitest',
  'run',
  '--project',
  project,
  ...files,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${reportOf(project)}`,
];

/** @param {string} project @param {NodeJS.ProcessEnv} env @param {readonly string[]} [files] */
function vitest(project, env, files) {
  const began = Date.now();
  process.stdout.write(`\n▸ tests: ${project}\n`);
  const { status } = spawnSync('npx', vitestOf(project, files), {
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
    shell: process.platform === 'win32',
  });
  countTests(project);
  process.stdout.write(
    `  ${status === 0 ? 'ok' : 'FAILED'}: tests: ${project}, ${seconds(began)}\n`,
  );
  if (status !== 0) finish(1);
}

/** @param {string} project */
function countTests(project) {
  try {
    const report = JSON.parse(readFileSync(reportOf(project), 'utf8'));
    tests.passed += report.numPassedTests;
    tests.failed += report.numFailedTests;
    tests.skipped += report.numPendingTests;
  } catch {
    tests.failed += 1;
  }
}

/** @param {Error} reason @returns {never} */
function reportMissing({ message }) {
  process.stderr.write(`${message}\n`);
  return finish(1);
}

/** @param {number} code @returns {never} */
function finish(code) {
  process.stdout.write(`\nAll of it took ${seconds(started)}.\n`);
  process.stdout.write(
    `${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped\n`,
  );
  process.exit(code);
}

const browser = findBrowser();
process.stdout.write(`Browser: ${browser}\n`);
const [everyDay, ...others] = gpuEnvironments(browser);
if (everyDay === undefined) {
  process.stderr.write(
    'Dawn in Node finds no adapter: install a Vulkan driver (on Debian: mesa-vulkan-drivers), or the optional package "webgpu".\n',
  );
  finish(1);
}
const { env, adapter } = everyDay;
process.stdout.write(`Adapter for Dawn in Node: ${adapter}\n`);
env['CHROME_PATH'] = browser;
const postgres = full ? await startPostgres().catch(reportMissing) : undefined;
if (full) for (const each of [everyDay, ...others]) each.env['FLOPSCOPE_TEST_FULL'] = '1';

// What reads and builds the code keeps one core busy for as long as the unit tests the other.
const gates = ['lint', 'typecheck', 'imports', 'dead', 'build', 'build:package', 'package', 'size'];
const passed = await together([
  [...gates, 'sizes:check'].map(script),
  [{ title: 'tests: unit', command: 'npx', args: vitestOf('unit'), env }],
]);
if (existsSync(reportOf('unit'))) countTests('unit');
if (!passed) finish(1);
// These hold bounds of time, and have the machine for themselves.
vitest('bounded', env);
if (full) {
  // Some of these measure time in full only.
  vitest('gpu', env);
  vitest('e2e', env);
} else {
  // A software adapter keeps one core busy, and a browser's test waits half of the time.
  const both = ['gpu', 'e2e'];
  /** @param {string} project @returns {Lane[]} */
  const lane = (project) => [
    { title: `tests: ${project}`, command: 'npx', args: vitestOf(project), env },
  ];
  const passedBoth = await together(both.map(lane));
  both.forEach(countTests);
  if (!passedBoth) finish(1);
}
if (full) {
  for (const other of others) {
    process.stdout.write(`\nOnce more on ${other.adapter}\n`);
    vitest('gpu', other.env);
  }
}
if (postgres !== undefined) {
  process.stdout.write('\nThe board once more, on PostgreSQL\n');
  for (const project of ['unit', 'bounded']) {
    vitest(project, { ...env, FLOPSCOPE_TEST_POSTGRES: postgres.url }, ['src/board/']);
  }
  await postgres.stop();
}
finish(0);
