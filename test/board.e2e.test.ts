// `flopscope board` as a person starts it: it survives being killed, keeps others out, and stops in order.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { exampleProfile } from '../src/shared/result/profile.fixture.ts';
import { BoardClient, type SpaceTokens } from './support/board-client.ts';
import { FULL } from './support/full.ts';

const folder = mkdtempSync(join(tmpdir(), 'flopscope-board-'));
const KILLS = FULL ? 10 : 2;
const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly address: string;
  readonly client: BoardClient;
}

function launch(): ChildProcess {
  const child = spawn(
    process.execPath,
    [resolve('bin/flopscope.mjs'), 'board', '--port', '0', '--data', folder, '--rate', '1000000'],
    { env: { ...process.env, DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

async function start(): Promise<Started> {
  const child = launch();
  let said = '';
  const address = await new Promise<string>((resolveAddress, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const [found] = /http:\/\/\S+/u.exec(said) ?? [];
      if (found !== undefined) resolveAddress(found);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('close', () => {
      reject(new Error(`The board did not start: ${said}`));
    });
  });
  const client = new BoardClient((path, init) => fetch(new URL(`api/v1${path}`, address), init));
  return { child, address, client };
}

/** Submits without a pause until the board is gone. */
async function submitUntilKilled({ client, child }: Started, space: SpaceTokens, name: string) {
  const acknowledged: string[] = [];
  const killed = once(child, 'close');
  try {
    for (let count = 0; ; count++) {
      const { status } = await client.submit(space, { ...exampleProfile, id: `${name}-${count}` });
      expect(status).toBe(201);
      acknowledged.push(`${name}-${count}`);
      // The next one is on its way when the signal comes.
      if (count === 10) setTimeout(() => child.kill('SIGKILL'), 5);
    }
  } catch (thrown) {
    if (child.signalCode === null && !(thrown instanceof TypeError)) throw thrown;
  }
  await killed;
  return acknowledged;
}

async function submittedIds(client: BoardClient, space: SpaceTokens): Promise<readonly string[]> {
  const { json } = await client.call(`/spaces/${space.id}/export`, { token: space.readToken });
  return (json['results'] as { result: { id: string } }[]).map(({ result }) => result.id);
}

it('loses no acknowledged result when it is killed, keeps a second process out, and stops when told', async () => {
  let board = await start();
  const space = await board.client.createSpace();
  const acknowledged: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    acknowledged.push(...(await submitUntilKilled(board, space, `kill-${kill}`)));
    board = await start();
  }
  expect(acknowledged.length).toBeGreaterThan(10 * KILLS);
  expect(await submittedIds(board.client, space)).toEqual(expect.arrayContaining(acknowledged));

  const second = launch();
  let said = '';
  second.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  expect((await once(second, 'close'))[0]).toBe(1);
  expect(said).toMatch(/Another process serves the board/);

  const page = await fetch(board.address);
  expect(await page.text()).toContain('<!doctype html>');
  expect(page.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
  expect(page.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
  for (const path of ['..%2f..%2fpackage.json', '%2e%2e/package.json', '%E0%A4%A', 'nothing.js']) {
    const status = (await fetch(new URL(path, board.address))).status;
    expect([400, 404]).toContain(status);
  }

  board.child.kill('SIGINT');
  expect((await once(board.child, 'close'))[0]).toBe(0);
});
