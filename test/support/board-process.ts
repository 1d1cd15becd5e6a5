// `flopscope board` as a person starts it: the built command in a process of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { BoardClient } from './board-client.ts';

export interface BoardProcess {
  readonly child: ChildProcess;
  readonly address: string;
  readonly client: BoardClient;
  /** From its start until it said its address. */
  readonly startMs: number;
}

export interface BoardProcessSettings {
  readonly folder: string;
  /** A PostgreSQL server instead of the folder. */
  readonly databaseUrl?: string;
  /** Of Node, before the program. */
  readonly nodeArgs?: readonly string[];
}

const running = new Set<ChildProcess>();

/** Without waiting for it, on a free port and with no limit of requests. */
export function launchBoard({ folder, databaseUrl = '', nodeArgs = [] }: BoardProcessSettings) {
  const program = [resolve('bin/flopscope.mjs'), 'board', '--port', '0', '--rate', '1000000'];
  const child = spawn(process.execPath, [...nodeArgs, ...program, '--data', folder], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

export async function startBoard(settings: BoardProcessSettings): Promise<BoardProcess> {
  const began = performance.now();
  const child = launchBoard(settings);
  let said = '';
  const address = await new Promise<string>((resolveAddress, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const [, found] = /(http:\/\/\S+)\s/u.exec(said) ?? [];
      if (found !== undefined) resolveAddress(found);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('close', () => {
      reject(new Error(`The board did not start: ${said}`));
    });
  });
  const client = new BoardClient((path, init) => fetch(new URL(`api/v1${path}`, address), init));
  return { child, address, client, startMs: performance.now() - began };
}

/** As the power of a process goes: nothing of it runs any more. */
export async function killBoard(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

/** Whatever a failed test left. */
export async function killBoards(): Promise<void> {
  await Promise.all([...running].map(killBoard));
}
