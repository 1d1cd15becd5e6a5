// npm run bench:board -- --seconds 60: how many results a second does the board take, and how long does a client wait? The
// built board stands in a process of its own with its embedded database; the clients are this process. Once they submit
// one after another without a pause, once at a fixed rate, where a client's wait counts from the moment the result was due.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { SpaceTokens } from '../test/support/board-client.ts';
import { type BoardDocument, boardDocuments } from '../test/support/board-documents.ts';
import { type BoardProcess, killBoards, startBoard } from '../test/support/board-process.ts';
import { BoardConnection } from './support/board-connection.ts';
import { type Latencies, latenciesOf, showLatencies } from './support/board-latencies.ts';
import { machineState, processorMs } from './support/board-machine.ts';
import { writeResult } from './support/write-result.ts';

/** Quick runs, 36 to 67 kB: what most people submit. */
const LARGEST_BYTES = 100_000;

const BAR = { perSecond: 100, p99Ms: 100 } as const;

/** Of the run at a fixed rate: a little more than the bar. */
const PACE = 110;

/** A board that was just started compiles its code while it answers. */
const WARM_UP_SECONDS = 5;

/** Somebody looks at the board now and then. */
const READ_EVERY_MS = 250;

/** What the throughput is told by, so that it shows when it falls as the board fills. */
const SLICE_SECONDS = 10;

interface Load {
  readonly seconds: number;
  /** Arrivals, or undefined for as many as go. */
  readonly perSecond: number | undefined;
}

interface LoadReport {
  readonly arrivals: string;
  readonly perSecond: number;
  readonly perSecondBySlice: readonly number[];
  /** Of the board's process, reading included. */
  readonly processorMsPerResult: number;
  readonly errors: readonly string[];
  readonly submitting: Latencies;
  readonly reading: Latencies;
}

export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: 'string', default: '60' },
      clients: { type: 'string', default: '8' },
      profile: { type: 'string' },
    },
  });
  const [seconds, clients] = [Number(values.seconds), Number(values.clients)];
  const machine = machineState();
  const documents = boardDocuments(LARGEST_BYTES);
  const folder = await mkdtemp(join(tmpdir(), 'flopscope-load-'));
  const nodeArgs =
    values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];
  try {
    const board = await startBoard({ folder, nodeArgs });
    const space = await board.client.createSpace('Load');
    const run = new LoadRun(board, space, documents, clients);
    await run.submit({ seconds: WARM_UP_SECONDS, perSecond: undefined });
    const reports = [];
    for (const perSecond of [undefined, PACE]) {
      const report = await run.submit({ seconds, perSecond });
      show(report);
      reports.push(report);
    }
    board.child.kill('SIGINT');
    await wait(1000);
    await writeResult('board-load', {
      ...machine,
      bar: BAR,
      seconds,
      clients,
      database: 'PGlite in a folder',
      documents: documents.map(({ file, bytes }) => ({ file, bytes })),
      reports,
    });
  } finally {
    await killBoards();
    await rm(folder, { recursive: true, force: true });
  }
}

class LoadRun {
  readonly #board: BoardProcess;
  readonly #space: SpaceTokens;
  readonly #documents: readonly BoardDocument[];
  readonly #clients: number;
  #count = 0;

  constructor(
    board: BoardProcess,
    space: SpaceTokens,
    documents: readonly BoardDocument[],
    clients: number,
  ) {
    this.#board = board;
    this.#space = space;
    this.#documents = documents;
    this.#clients = clients;
  }

  async submit({ seconds, perSecond }: Load): Promise<LoadReport> {
    const began = performance.now();
    const end = began + seconds * 1000;
    const usedBefore = processorMs(this.#board.child.pid);
    const [waits, ends, reads, errors]: [number[], number[], number[], string[]] = [[], [], [], []];
    let due = began;
    const client = async (): Promise<void> => {
      const connection = new BoardConnection(this.#board.address);
      for (;;) {
        const mine = perSecond === undefined ? performance.now() : due;
        if (perSecond !== undefined) due += 1000 / perSecond;
        if (mine >= end) break;
        if (mine > performance.now()) await wait(mine - performance.now());
        const error = await this.#submitOne(connection);
        if (error !== undefined) errors.push(error);
        waits.push(performance.now() - mine);
        ends.push(performance.now());
      }
      connection.close();
    };
    const reader = async (): Promise<void> => {
      const connection = new BoardConnection(this.#board.address);
      while (performance.now() < end) {
        await wait(READ_EVERY_MS);
        const path = `/spaces/${this.#space.id}/results?limit=50`;
        const { status, ms } = await connection.send(path, this.#space.readToken);
        if (status !== 200) errors.push(`listing: ${status}`);
        reads.push(ms);
      }
      connection.close();
    };
    await Promise.all([reader(), ...Array.from({ length: this.#clients }, client)]);
    const used = (processorMs(this.#board.child.pid) ?? NaN) - (usedBefore ?? NaN);
    const slices = Array.from({ length: Math.ceil(seconds / SLICE_SECONDS) }, (_, slice) => {
      const [from, to] = [slice, slice + 1].map((each) => began + each * SLICE_SECONDS * 1000);
      const inside = ends.filter((at) => at >= (from ?? 0) && at < (to ?? 0)).length;
      return inside / Math.min(SLICE_SECONDS, seconds - slice * SLICE_SECONDS);
    });
    return {
      arrivals: perSecond === undefined ? 'without a pause' : `${perSecond} a second`,
      perSecond: ends.filter((at) => at < end).length / seconds,
      perSecondBySlice: slices,
      processorMsPerResult: Math.round((100 * used) / waits.length) / 100,
      errors,
      submitting: latenciesOf(waits),
      reading: latenciesOf(reads),
    };
  }

  /** @returns what went wrong. */
  async #submitOne(connection: BoardConnection): Promise<string | undefined> {
    const count = this.#count++;
    const document = this.#documents[count % this.#documents.length];
    if (document === undefined) return 'There is no real result to submit.';
    const { id, writeToken } = this.#space;
    try {
      const body = document.named(`load-${count}`);
      const { status, text } = await connection.send(`/spaces/${id}/results`, writeToken, body);
      return status === 201 ? undefined : `${status}: ${text}`;
    } catch (thrown) {
      return String(thrown);
    }
  }
}

function show(report: LoadReport): void {
  const { arrivals, perSecond, perSecondBySlice, errors, submitting, reading } = report;
  const holds = perSecond >= BAR.perSecond && submitting.p99Ms <= BAR.p99Ms && errors.length === 0;
  process.stdout.write(
    `${arrivals}: ${perSecond.toFixed(1)} results/s (${perSecondBySlice.map((each) => each.toFixed(0)).join(' ')}), ` +
      `${errors.length} errors${errors[0] === undefined ? '' : ` (${errors[0]})`}\n` +
      `  ${report.processorMsPerResult} ms of processor time for each\n  submitting: ${showLatencies(submitting)}\n  listing: ${showLatencies(reading)}\n` +
      `  the bar of ${BAR.perSecond}/s, p99 ${BAR.p99Ms} ms: ${holds ? 'held' : 'MISSED'}\n`,
  );
}
