// `npm test`: every gate in one command, each with its time, stopping at the first that fails.
// `--full` adds what is too long for every day.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { findBrowser } from './find-browser.mjs';
import { gpuEnvironments } from './gpu-environment.mjs';

const full = process.argv.includes('--full');
const started = Date.now();
const output = 'test/output';
rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });

const tests = { passed: 0, failed: 0, skipped: 0 };

/** @param {number} since */
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * @param {string} title @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [env]
 */
function step(title, command, args, env = process.env) {
  const began = Date.now();
  process.stdout.write(`\n▸ ${title}\n`);
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
    shell: process.platform === 'win32',
  });
  process.stdout.write(`  ${status === 0 ? 'ok' : 'FAILED'}: ${title}, ${seconds(began)}\n`);
  if (status !== 0) finish(1);
}

/**
 * Scripts that each keep one core busy, side by side; what they print is shown when they are done.
 * @param {string} title @param {string[]} scripts
 */
async function stepTogether(title, scripts) {
  const began = Date.now();
  process.stdout.write(`\n▸ ${title}\n`);
  const ended = await Promise.all(
    scripts.map(
      (script) =>
        new Promise((resolve) => {
          const child = spawn('npm', ['run', '--silent', script], {
            stdio: ['ignore', 'pipe', 'pipe'],
            shell: process.platform === 'win32',
          });
          let output = '';
          for (const stream of [child.stdout, child.stderr]) {
            stream.on('data', (chunk) => {
              output += String(chunk);
            });
          }
          child.on('close', (status) => {
            process.stdout.write(output);
            process.stdout.write(
              `  ${status === 0 ? 'ok' : 'FAILED'}: ${script}, ${seconds(began)}\n`,
            );
            resolve(status === 0);
          });
        }),
    ),
  );
  if (ended.includes(false)) finish(1);
}

/** @param {string} project @param {NodeJS.ProcessEnv} env @param {string[]} others projects that run with it */
function vitest(project, env, others = []) {
  const file = `${output}/${project}.json`;
  const began = Date.now();
  process.stdout.write(`\n▸ tests: ${project}\n`);
  const { status } = spawnSync(
    'npx',
    [
      'vitest',
      'run',
      ...[project, ...others].flatMap((name) => ['--project', name]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'], env, shell: process.platform === 'win32' },
  );
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    tests.passed += report.numPassedTests;
    tests.failed += report.numFailedTests;
    tests.skipped += report.numPendingTests;
  } catch {
    tests.failed += 1;
  }
  process.stdout.write(
    `  ${status === 0 ? 'ok' : 'FAILED'}: tests: ${project}, ${seconds(began)}\n`,
  );
  if (status !== 0) finish(1);
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
if (full) for (const each of [everyDay, ...others]) each.env['FLOPSCOPE_TEST_FULL'] = '1';

await stepTogether('format, lint and types', ['lint', 'typecheck']);
step('import law', 'npm', ['run', '--silent', 'imports']);
step('dead code and dependencies', 'npm', ['run', '--silent', 'dead']);
step('build', 'npm', ['run', '--silent', 'build']);
step('size of the page', 'npm', ['run', '--silent', 'size']);
vitest('unit', env, ['bounded']);
vitest('gpu', env);
vitest('e2e', env);
if (full) {
  for (const other of others) {
    process.stdout.write(`\nOnce more on ${other.adapter}\n`);
    vitest('gpu', other.env);
  }
}
finish(0);
