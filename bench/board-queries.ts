// npm run bench:board-queries -- --database pglite|postgres|both: how long does a question to a full board take? The built
// board answers over HTTP, one question after the other, each kind in turn; the plans are the database's own.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { startPostgres } from '../scripts/postgres.mjs';
import { createBoard } from '../src/board/api/board.ts';
import { openFolder, openServer } from '../src/board/store/open-database.ts';
import { createRandom } from '../src/shared/random.ts';
import { killBoard, killBoards, startBoard } from '../test/support/board-process.ts';
import { BoardConnection } from './support/board-connection.ts';
import { fillBoard, type Filled } from './support/board-fill.ts';
import { type Latencies, latenciesOf } from './support/board-latencies.ts';
import { machineState } from './support/board-machine.ts';
import { planOf } from './support/board-plans.ts';
import { boardQuestions } from './support/board-questions.ts';
import { markdownTable } from './support/markdown-table.ts';
import { writeResult } from './support/write-result.ts';

const BAR_MS = 50;
const SEED = 8;

/** Of each kind, before it counts: a board that was just started compiles its code while it answers. */
const WARM_UP_ROUNDS = 20;

interface Place {
  readonly name: string;
  readonly results: number;
  readonly folder: string;
  /** A PostgreSQL server instead of the folder. */
  readonly databaseUrl?: string;
}

interface Answered extends Latencies {
  readonly name: string;
  readonly plan?: { readonly path: string; readonly text: string };
}

interface Report {
  readonly database: string;
  readonly resultsOfEachSpace: number;
  readonly loadBefore: number;
  readonly questions: readonly Answered[];
}

export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      database: { type: 'string', default: 'both' },
      rounds: { type: 'string', default: '500' },
      pglite: { type: 'string', default: '10000' },
      postgres: { type: 'string', default: '100000' },
    },
  });
  const rounds = Number(values.rounds);
  const reports: Report[] = [];
  const folder = await mkdtemp(join(tmpdir(), 'flopscope-queries-'));
  try {
    if (values.database !== 'postgres') {
      const place = { name: 'PGlite in a folder', results: Number(values.pglite), folder };
      reports.push(await measure(place, rounds));
    }
    if (values.database !== 'pglite') {
      const { url, stop } = await startPostgres();
      const place = { name: 'PostgreSQL', results: Number(values.postgres), folder };
      try {
        reports.push(await measure({ ...place, databaseUrl: url }, rounds));
      } finally {
        await killBoards();
        await stop();
      }
    }
  } finally {
    await killBoards();
    await rm(folder, { recursive: true, force: true });
  }
  await writeFile('bench/results/board-queries.md', `${reports.map(markdown).join('\n\n')}\n`);
  const kept = reports.map(({ questions, ...report }) => ({
    ...report,
    questions: questions.map(({ plan, ...figures }) => ({ ...figures, path: plan?.path })),
  }));
  const { node } = machineState();
  await writeResult('board-queries', { node, barMs: BAR_MS, rounds, reports: kept });
}

async function measure(place: Place, rounds: number): Promise<Report> {
  const began = performance.now();
  const { filled, plans } = await prepare(place);
  process.stdout.write(
    `${place.name}: filled in ${((performance.now() - began) / 1000).toFixed(0)} s\n`,
  );
  const { loadBefore } = machineState();
  const latencies = await ask(place, filled, rounds);
  const questions = [...latencies].map(([name, each]): Answered => {
    const plan = plans.get(name);
    return { name, ...each, ...(plan === undefined ? {} : { plan }) };
  });
  for (const { name, p50Ms, p99Ms, maxMs } of questions) {
    const verdict = p99Ms <= BAR_MS ? '' : `  ABOVE ${BAR_MS} ms`;
    process.stdout.write(
      `  ${name.padEnd(40)} p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms, longest ${maxMs.toFixed(1)} ms${verdict}\n`,
    );
  }
  return { database: place.name, resultsOfEachSpace: place.results, loadBefore, questions };
}

/** In this process, which lets go of the folder before the board takes it. */
async function prepare({ results, folder, databaseUrl }: Place) {
  const opened = await (databaseUrl === undefined ? openFolder(folder) : openServer(databaseUrl));
  try {
    const board = createBoard(opened);
    const filled = await fillBoard(board, opened.database, results);
    // What a server does by itself after so many rows; PGlite never does.
    if (databaseUrl !== undefined) await opened.database.execute(sql`vacuum analyze`);
    const plans = new Map<string, { readonly path: string; readonly text: string }>();
    const random = createRandom(SEED);
    for (const { name, path } of boardQuestions(filled)) {
      const plan = await planOf(path(random), board, { database: opened.database, filled });
      if (plan !== undefined) plans.set(name, plan);
    }
    return { filled, plans };
  } finally {
    await opened.close();
  }
}

async function ask(
  { folder, databaseUrl }: Place,
  filled: Filled,
  rounds: number,
): Promise<ReadonlyMap<string, Latencies>> {
  const board = await startBoard(databaseUrl === undefined ? { folder } : { folder, databaseUrl });
  const connection = new BoardConnection(board.address);
  const random = createRandom(SEED);
  const questions = boardQuestions(filled);
  const samples = new Map<string, number[]>(questions.map(({ name }) => [name, []]));
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    for (const { name, path } of questions) {
      const asked = path(random);
      const { status, text, ms } = await connection.send(asked, filled.space.readToken);
      if (status !== 200) throw new Error(`${asked} was answered ${status}: ${text}`);
      if (round >= 0) samples.get(name)?.push(ms);
    }
  }
  connection.close();
  await killBoard(board.child);
  return new Map([...samples].map(([name, each]) => [name, latenciesOf(each)]));
}

function markdown({ database, resultsOfEachSpace, loadBefore, questions }: Report): string {
  const rows = questions.map(({ name, count, p50Ms, p99Ms, maxMs }) => [
    name,
    String(count),
    ...[p50Ms, p99Ms, maxMs].map((each) => each.toFixed(1)),
  ]);
  const plans = questions.flatMap(({ name, plan }) =>
    plan === undefined
      ? []
      : [`### ${name}\n\n\`${plan.path}\`\n\n\`\`\`text\n${plan.text}\n\`\`\``],
  );
  return [
    `# ${database}, ${resultsOfEachSpace.toLocaleString('en')} results in each of three spaces`,
    `Milliseconds over HTTP, on one connection; load of the machine before it: ${loadBefore}.`,
    markdownTable(['question', 'calls', 'p50', 'p99', 'longest'], rows),
    '## Plans',
    ...plans,
  ].join('\n\n');
}
