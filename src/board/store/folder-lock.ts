// One process at a time may open a data folder: the embedded database has no lock of its own. The holder listens on a local
// socket in the folder. A dead process, however it died, listens no longer, so its socket refuses connections: no process
// id can be mistaken for another's, and nothing has to be cleaned up by hand (docs/decisions/020-board.md).
import { createHash, randomBytes } from 'node:crypto';
import { link, rename, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { platform } from 'node:os';
import { join, relative } from 'node:path';
import { FlopscopeError } from '../../shared/errors.ts';

/** `sun_path` has 104 bytes on macOS, 108 on Linux, with the closing zero. */
const LONGEST_PATH_BYTES = 103;

const HELD = 'board.lock';

/** A dead socket is cleared away in one; more means that processes race for the folder. */
const MOST_ATTEMPTS = 5;

export interface FolderLock {
  /** Who else of this user connects to the holder; until it is called they are sent away. */
  readonly answer: (visit: (socket: Socket) => void) => void;
  readonly release: () => Promise<void>;
}

/** @throws FlopscopeError `invalid-input` when another process holds the folder, or its path is too long. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  return platform() === 'win32' ? lockByPipe(folder) : lockBySocket(folder);
}

/** Windows ends a named pipe with its process, so its name alone is the lock. */
async function lockByPipe(folder: string): Promise<FolderLock> {
  try {
    const server = await listen(pipeOf(folder));
    return { answer: answerOf(server), release: () => closed(server) };
  } catch (cause) {
    throw inUse(folder, cause);
  }
}

function pipeOf(folder: string): string {
  const name = createHash('sha256').update(folder.toLowerCase()).digest('hex');
  return `\\\\.\\pipe\\flopscope-${name}`;
}

/** @returns undefined when no process holds the folder. */
export function visitHolder(folder: string): Promise<Socket | undefined> {
  return reach(platform() === 'win32' ? pipeOf(folder) : socketPath(folder, HELD));
}

async function lockBySocket(folder: string): Promise<FolderLock> {
  const held = socketPath(folder, HELD);
  const own = socketPath(folder, unique());
  const server = await listen(own);
  try {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      if (await linked(own, held)) {
        await rm(own, { force: true });
        return {
          answer: answerOf(server),
          release: async () => {
            await rm(held, { force: true });
            await closed(server);
          },
        };
      }
      if (await answers(held)) break;
      await clearAway(held, socketPath(folder, unique()));
    }
    throw inUse(folder);
  } catch (thrown) {
    await closed(server);
    await rm(own, { force: true });
    throw thrown;
  }
}

/** What looked dead may have been replaced by a living one since: it is asked again under a name of our own. */
async function clearAway(held: string, aside: string): Promise<void> {
  try {
    await rename(held, aside);
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return;
    throw thrown;
  }
  if (await answers(aside)) await linked(aside, held);
  await rm(aside, { force: true });
}

/** Atomic: of two processes one succeeds. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    throw thrown;
  }
}

async function answers(path: string): Promise<boolean> {
  try {
    const socket = await reach(path);
    socket?.destroy();
    return socket !== undefined;
  } catch {
    // Whatever else goes wrong, somebody may be there.
    return true;
  }
}

/** @returns undefined when nobody listens. */
function reach(path: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('connect', () => {
      resolve(socket);
    });
    socket.once('error', (error) => {
      if (['ECONNREFUSED', 'ENOENT', 'ENOTSOCK'].includes(codeOf(error))) resolve(undefined);
      else reject(error);
    });
  });
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(sendAway);
    server.once('error', reject);
    server.listen(path, () => {
      // The lock does not keep its process alive.
      server.unref();
      resolve(server);
    });
  });
}

function sendAway(socket: Socket): void {
  socket.destroy();
}

function answerOf(server: Server): FolderLock['answer'] {
  return (visit) => {
    server.removeAllListeners('connection').on('connection', visit);
  };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

function socketPath(folder: string, name: string): string {
  const absolute = join(folder, name);
  const fromHere = relative(process.cwd(), absolute);
  const path = fromHere.length < absolute.length ? fromHere : absolute;
  if (Buffer.byteLength(path) <= LONGEST_PATH_BYTES) return path;
  throw new FlopscopeError(
    'invalid-input',
    `The data folder "${folder}" has too long a path for the socket that locks it. Choose a shorter one with --data.`,
  );
}

function unique(): string {
  return `${randomBytes(6).toString('hex')}.lock`;
}

function inUse(folder: string, cause?: unknown): FlopscopeError {
  return new FlopscopeError(
    'invalid-input',
    `Another process serves the board in "${folder}". Stop it, or choose another folder with --data.`,
    { cause },
  );
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}
