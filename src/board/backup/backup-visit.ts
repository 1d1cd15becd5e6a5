// How a backup is taken of a board that runs: its process alone has the database open, and gives the lines to whoever asks on
// the socket that locks the folder. Only the user that it runs as reaches that.
import { once } from 'node:events';
import type { Socket } from 'node:net';
import * as v from 'valibot';
import { asFlopscopeError, FlopscopeError } from '../../shared/errors.ts';
import type { Database } from '../store/database.ts';
import { type FolderLock, visitHolder } from '../store/folder-lock.ts';
import { LONGEST_LINE_BYTES } from './backup-format.ts';
import { boundedLines } from './bounded-lines.ts';
import { dumpBoard } from './dump-board.ts';

const REQUEST = 'backup\n';

/** The embedded database answers nobody else while it is dumped: who stalls is sent away. */
const LONGEST_PAUSE_MS = 10_000;

const failureSchema = v.strictObject({ kind: v.literal('failure'), message: v.string() });

/** @returns what ends all visits, and takes no more. */
export function answerVisits(lock: FolderLock, database: Database): () => void {
  const visitors = new Set<Socket>();
  lock.answer((socket) => {
    visitors.add(socket);
    socket.once('close', () => visitors.delete(socket));
    void answer(socket, database);
  });
  return () => {
    lock.answer((socket) => socket.destroy());
    for (const socket of visitors) socket.destroy();
  };
}

async function answer(socket: Socket, database: Database): Promise<void> {
  // Whoever only looks whether somebody is there leaves without a word.
  socket.on('error', () => socket.destroy());
  socket.setTimeout(LONGEST_PAUSE_MS, () => socket.destroy());
  const [asked] = await once(socket, 'data').catch(() => []);
  if (!(asked instanceof Buffer) || asked.toString() !== REQUEST) {
    socket.destroy();
    return;
  }
  try {
    await dumpBoard(database, (line) => send(socket, line));
    socket.end();
  } catch (thrown) {
    const { message } = asFlopscopeError(thrown);
    socket.end(`${JSON.stringify({ kind: 'failure', message })}\n`);
  }
}

async function send(socket: Socket, line: string): Promise<void> {
  if (socket.destroyed) throw new FlopscopeError('aborted', 'The visitor has left.');
  if (socket.write(line)) return;
  await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
}

/**
 * @param folder by its real path.
 * @param write takes each line of the backup with its end.
 * @returns false when no process holds the folder.
 * @throws FlopscopeError `refused` when the board cannot give a backup or breaks off.
 */
export async function dumpRunningBoard(
  folder: string,
  write: (line: string) => Promise<void>,
): Promise<boolean> {
  const socket = await visitHolder(folder);
  if (socket === undefined) return false;
  let [isComplete, failure] = [false, undefined as unknown];
  socket.once('error', (error) => {
    failure = error;
  });
  try {
    socket.write(REQUEST);
    for await (const bytes of boundedLines(socket, LONGEST_LINE_BYTES, brokenOff)) {
      const line = bytes.toString();
      const refusal = failureOf(line);
      if (refusal !== undefined) throw brokenOff(refusal);
      await write(`${line}\n`);
      isComplete = line.startsWith('{"kind":"end"');
    }
  } catch (thrown) {
    // What else was thrown is not the board's.
    if (thrown !== failure) throw thrown;
    throw brokenOff('the connection broke off');
  } finally {
    socket.destroy();
  }
  if (!isComplete) throw brokenOff('it was stopped, or is of another version of Flopscope');
  return true;
}

function failureOf(line: string): string | undefined {
  if (!line.startsWith('{"kind":"failure"')) return undefined;
  const parsed = v.safeParse(failureSchema, JSON.parse(line));
  return parsed.success ? parsed.output.message : undefined;
}

function brokenOff(reason: string): FlopscopeError {
  return new FlopscopeError(
    'refused',
    `The board that runs gave no complete backup: ${reason}. Try again, or stop it first.`,
  );
}
