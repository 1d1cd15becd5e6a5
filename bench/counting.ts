// npm run bench:counting: what counting a model costs, cold (the first count after loading) and warm, in a
// fresh Node process and on the main thread of a fresh page in real Chromium.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { build } from 'vite';
import { launchBrowser } from '../scripts/launch-browser.mjs';
import { median } from '../src/shared/statistics.ts';
import type { CountTimes } from './support/counting-program.ts';
import { mainThreadTasks } from './support/main-thread-tasks.ts';
import { writeResult } from './support/write-result.ts';

/** CPU time of the page's thread for one cold count; no task may take longer than the last of them. */
const LIMITS_MS: Readonly<Record<string, number>> = { resnet152: 20, 'gpt3-175b': 50 };
const TASK_LIMIT_MS = 50;

const ROUNDS = 5;
const PROGRAM = 'counting.mjs';

/** Milliseconds, the median of the rounds. The warm figures are wall clock. */
interface Row {
  readonly host: 'node' | 'chromium';
  readonly model: string;
  readonly layers: number;
  /** CPU time of the main thread for the first count. */
  readonly coldCpuMs: number;
  readonly coldMs: number;
  readonly warmMs: number;
  /** The longest task of the page's thread. */
  readonly longestTaskMs?: number;
}

export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      host: { type: 'string', default: 'both' },
      models: { type: 'string', default: Object.keys(LIMITS_MS).join(',') },
    },
  });
  const models = values.models.split(',');
  const folder = await mkdtemp(join(tmpdir(), 'flopscope-counting-'));
  try {
    await bundle(folder);
    const rows: Row[] = [];
    if (values.host !== 'chromium') {
      for (const model of models) rows.push(await inNode(folder, model));
    }
    if (values.host !== 'node') rows.push(...(await inChromium(folder, models)));
    for (const row of rows) process.stdout.write(`${line(row)}\n`);
    await writeResult('counting', { rounds: ROUNDS, rows });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** As the page is built: one minified file, so that parsing and first calls cost what they cost there. */
async function bundle(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      lib: {
        entry: resolve('bench/support/counting-program.ts'),
        formats: ['es'],
        fileName: () => PROGRAM,
      },
      minify: true,
      target: 'es2023',
      outDir: folder,
    },
  });
  await writeFile(
    join(folder, 'node.mjs'),
    `import { existsSync, readFileSync } from 'node:fs';
import { countCold, countWarm } from './${PROGRAM}';
// Linux tells what this thread alone took; elsewhere it is the process with its compiler threads.
const thread = '/proc/' + process.pid + '/task/' + process.pid + '/schedstat';
const cpuMs = existsSync(thread)
  ? () => Number(readFileSync(thread, 'utf8').split(' ')[0]) / 1e6
  : () => process.cpuUsage().user / 1e3 + process.cpuUsage().system / 1e3;
const before = cpuMs();
const cold = countCold(process.argv[2]);
const after = cpuMs();
console.log(JSON.stringify({ ...cold, cpuMs: after - before, warmMs: countWarm(process.argv[2]) }));
`,
  );
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><title>Counting</title><script type="module" src="./${PROGRAM}"></script>`,
  );
}

async function inNode(folder: string, model: string): Promise<Row> {
  const runs: (CountTimes & { readonly cpuMs: number })[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(folder, 'node.mjs'),
      model,
    ]);
    runs.push(JSON.parse(stdout) as CountTimes & { readonly cpuMs: number });
  }
  return {
    host: 'node',
    model,
    layers: runs[0]?.layers ?? 0,
    coldCpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
    coldMs: median(runs.map(({ coldMs }) => coldMs)),
    warmMs: median(runs.flatMap(({ warmMs }) => warmMs)),
  };
}

async function inChromium(folder: string, models: readonly string[]): Promise<readonly Row[]> {
  const server = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : PROGRAM;
    void readFile(join(folder, name)).then((content) => {
      response.setHeader('Content-Type', name === PROGRAM ? 'text/javascript' : 'text/html');
      response.end(content);
    });
  });
  const address = await listen(server);
  const browser = await launchBrowser({});
  const trace = join(folder, 'trace.json');
  try {
    const rows: Row[] = [];
    for (const model of models) {
      const runs: (CountTimes & { readonly cpuMs: number; readonly longestTaskMs: number })[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        // A context of its own has a process of its own, without anything compiled.
        const context = await browser.createBrowserContext();
        const page = await context.newPage();
        await page.goto(address);
        await page.waitForFunction('typeof countingBenchmark === "object"');
        await page.tracing.start({ path: trace, categories: ['toplevel', 'devtools.timeline'] });
        const cold = (await page.evaluate(
          `countingBenchmark.countInTask(${JSON.stringify(model)})`,
        )) as Omit<CountTimes, 'warmMs'>;
        await page.tracing.stop();
        const [longest] = await mainThreadTasks(trace, address);
        const warmMs = (await page.evaluate(
          `countingBenchmark.countWarm(${JSON.stringify(model)})`,
        )) as readonly number[];
        await context.close();
        // Nothing else of length runs in the page: the longest task is the count.
        const cpuMs = longest?.cpuMs ?? Number.NaN;
        runs.push({ ...cold, warmMs, cpuMs, longestTaskMs: cpuMs });
      }
      rows.push({
        host: 'chromium',
        model,
        layers: runs[0]?.layers ?? 0,
        coldCpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
        coldMs: median(runs.map(({ coldMs }) => coldMs)),
        warmMs: median(runs.flatMap(({ warmMs }) => warmMs)),
        longestTaskMs: Math.max(...runs.map(({ longestTaskMs }) => longestTaskMs)),
      });
    }
    return rows;
  } finally {
    await browser.close();
    server.close();
  }
}

function listen(server: Server): Promise<string> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(0, 'localhost', () => {
      const address = server.address();
      if (address === null || typeof address === 'string')
        fail(new Error('The server has no port.'));
      else done(`http://localhost:${address.port}/`);
    });
  });
}

function line({ host, model, layers, coldCpuMs, coldMs, warmMs, longestTaskMs }: Row): string {
  const limit = LIMITS_MS[model] ?? TASK_LIMIT_MS;
  const verdict =
    host === 'node' ? '' : ` (${coldCpuMs <= limit ? 'within' : 'OUTSIDE'} ${limit} ms)`;
  const task =
    longestTaskMs === undefined ? '' : `, longest task of ${ROUNDS} ${longestTaskMs.toFixed(1)} ms`;
  return (
    `${host.padEnd(8)}  ${model.padEnd(12)}  ${String(layers).padStart(5)} layers  ` +
    `cold ${coldCpuMs.toFixed(1)} ms of CPU${verdict}, ${coldMs.toFixed(1)} ms wall; warm ${warmMs.toFixed(1)} ms${task}`
  );
}
