// Kills a board again and again while results are written to it, and looks what it knows afterwards: whatever it acknowledged
// must be there as it was sent, whatever it did not may be there or not, and sent again it must end up there once.
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '../../src/shared/random.ts';
import type { BoardClient, SpaceTokens } from './board-client.ts';
import { boardDocuments } from './board-documents.ts';
import { type BoardProcess, killBoard, startBoard } from './board-process.ts';

/** Quick and full runs, 36 to 474 kB. */
const LARGEST_BYTES = 500_000;

/** Submissions on their way at the same time: one after another, and several. */
const WRITERS = [1, 2, 4, 8] as const;

/** A kill comes after so many answers, and then at any moment of some further submissions, however busy the machine is. */
const MOST_ANSWERS = 16;
const LATEST_MS = 40;

interface Sent {
  readonly documentId: string;
  readonly text: string;
}

interface Acknowledged extends Sent {
  readonly id: string;
}

interface Writing {
  readonly acknowledged: readonly Acknowledged[];
  /** The connection broke before the answer. */
  readonly unanswered: readonly Sent[];
}

export interface Kill {
  readonly writers: number;
  readonly acknowledged: number;
  readonly unanswered: number;
  /** Of the unanswered: was there all the same. */
  readonly keptUnanswered: number;
  /** Until the next process on the same folder answered. */
  readonly startMs: number;
}

export interface CrashReport {
  readonly kills: readonly Kill[];
  readonly acknowledged: number;
  /** Ids of acknowledged results that were not there as they had been sent. */
  readonly lost: readonly string[];
  /** What the space held in the end, and what it should. */
  readonly held: number;
  readonly expected: number;
}

export interface CrashSettings {
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
  readonly onKill?: (kill: Kill) => void;
}

/** @returns the report, and the board that was started last. */
export async function crashBoard(
  settings: CrashSettings,
): Promise<{ readonly report: CrashReport; readonly board: BoardProcess }> {
  const { folder, seed, onKill } = settings;
  const random = createRandom(seed);
  const next = submissions(random);
  let board = await startBoard({ folder });
  const space = await board.client.createSpace();
  const [kills, lost, known]: [Kill[], string[], Set<string>] = [[], [], new Set()];
  let sum = 0;
  for (let count = 0; count < settings.kills; count++) {
    const writers = WRITERS[count % WRITERS.length] ?? 1;
    const moment = { answers: Math.floor(random() * (MOST_ANSWERS + 1)), ms: random() * LATEST_MS };
    const plan = { space, next, writers, moment };
    const { acknowledged, unanswered } = await writeUntilKilled(board, plan);
    board = await startBoard({ folder });
    lost.push(...(await missing(board.client, space, acknowledged)));
    const keptUnanswered = await sendAgain(board.client, space, unanswered);
    for (const { documentId } of [...acknowledged, ...unanswered]) known.add(documentId);
    sum += acknowledged.length;
    const kill = {
      writers,
      acknowledged: acknowledged.length,
      unanswered: unanswered.length,
      keptUnanswered,
      startMs: Math.round(board.startMs),
    };
    kills.push(kill);
    onKill?.(kill);
  }
  const held = await heldIds(board.client, space);
  lost.push(...[...known].filter((id) => !held.has(id)));
  const report = { kills, acknowledged: sum, lost, held: held.size, expected: known.size };
  return { report, board };
}

function submissions(random: () => number): () => Sent {
  const documents = boardDocuments(LARGEST_BYTES);
  let count = 0;
  return () => {
    const documentId = `crash-${count++}`;
    const document = documents[Math.floor(random() * documents.length)];
    if (document === undefined) throw new Error('There is no real result to submit.');
    return { documentId, text: document.named(documentId) };
  };
}

async function writeUntilKilled(
  { client, child }: BoardProcess,
  plan: {
    readonly space: SpaceTokens;
    readonly next: () => Sent;
    readonly writers: number;
    readonly moment: { readonly answers: number; readonly ms: number };
  },
): Promise<Writing> {
  const { space, next, writers, moment } = plan;
  const [acknowledged, unanswered]: [Acknowledged[], Sent[]] = [[], []];
  let killed = false;
  const isKilled = (): boolean => killed;
  const enough = new AbortController();
  if (moment.answers === 0) enough.abort();
  const write = async (): Promise<void> => {
    while (!isKilled()) {
      const sent = next();
      const reply = await submit(client, space, sent).catch(() => undefined);
      if (reply === undefined && !isKilled()) throw new Error('The board broke off alone.');
      if (reply === undefined) unanswered.push(sent);
      else if (reply.status === 201) acknowledged.push({ ...sent, id: String(reply.json['id']) });
      else throw new Error(`The board answered ${reply.status}: ${reply.text}`);
      if (acknowledged.length >= moment.answers) enough.abort();
    }
  };
  const writing = Promise.all(Array.from({ length: writers }, write));
  if (!enough.signal.aborted) await Promise.race([once(enough.signal, 'abort'), writing]);
  await Promise.race([wait(moment.ms), writing]);
  killed = true;
  await killBoard(child);
  await writing;
  return { acknowledged, unanswered };
}

/** Those that do not come back byte by byte. */
async function missing(
  client: BoardClient,
  space: SpaceTokens,
  acknowledged: readonly Acknowledged[],
): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const { id, documentId, text } of acknowledged) {
    const path = `/spaces/${space.id}/results/${id}`;
    const reply = await client.call(path, { token: space.readToken });
    if (reply.status !== 200 || reply.text !== text) lost.push(documentId);
  }
  return lost;
}

/** As a client does whose answer was lost. @returns how many were there already. */
async function sendAgain(
  client: BoardClient,
  space: SpaceTokens,
  unanswered: readonly Sent[],
): Promise<number> {
  let kept = 0;
  for (const sent of unanswered) {
    const { status, text } = await submit(client, space, sent);
    if (status === 409) kept++;
    else if (status !== 201) throw new Error(`Sent again, the board answered ${status}: ${text}`);
  }
  return kept;
}

/** The results' own ids, of all pages; the count that the space tells must agree. */
async function heldIds(client: BoardClient, space: SpaceTokens): Promise<ReadonlySet<string>> {
  const { json } = await client.call(`/spaces/${space.id}/export`, { token: space.readToken });
  const ids = (json['results'] as { result: { id: string } }[]).map(({ result }) => result.id);
  const told = (await client.call(`/spaces/${space.id}`, { token: space.readToken })).json;
  if (told['results'] !== ids.length || new Set(ids).size !== ids.length) {
    throw new Error(`The space tells of ${String(told['results'])} results and has ${ids.length}.`);
  }
  return new Set(ids);
}

function submit(client: BoardClient, { id, writeToken }: SpaceTokens, { text }: Sent) {
  return client.call(`/spaces/${id}/results`, { token: writeToken, body: text });
}
