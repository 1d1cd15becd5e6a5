// `flopscope board` as a person starts it: it survives being killed, keeps others out, and stops in order.
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRandom } from '../src/shared/random.ts';
import { crashBoard } from './support/board-crash.ts';
import { killBoard, killBoards, launchBoard, startBoard } from './support/board-process.ts';
import { FULL } from './support/full.ts';

const SEED = 8;
const KILLS = FULL ? 50 : 10;

/** A kill costs two seconds where nothing else runs. */
const KILLS_MS = KILLS * 20_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flopscope-board-'));
});
afterEach(async () => {
  await killBoards();
  rmSync(folder, { recursive: true, force: true });
});

it(
  `loses no acknowledged result in ${KILLS} kills, keeps a second process out, and stops when told`,
  async () => {
    const { report, board } = await crashBoard({ folder, kills: KILLS, seed: SEED });
    expect(report.lost).toEqual([]);
    expect(report.held).toBe(report.expected);
    expect(report.acknowledged).toBeGreaterThan(2 * KILLS);

    const second = launchBoard({ folder });
    let said = '';
    second.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect((await once(second, 'close'))[0]).toBe(1);
    expect(said).toMatch(/Another process serves the board/);

    const page = await fetch(board.address);
    expect(await page.text()).toContain('<!doctype html>');
    expect(page.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(page.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
    for (const path of [
      '..%2f..%2fpackage.json',
      '%2e%2e/package.json',
      '%E0%A4%A',
      'nothing.js',
    ]) {
      const status = (await fetch(new URL(path, board.address))).status;
      expect([400, 404]).toContain(status);
    }

    board.child.kill('SIGINT');
    expect((await once(board.child, 'close'))[0]).toBe(0);
  },
  KILLS_MS,
);

it.runIf(FULL)(
  'starts on whatever a kill left of a database that was being made',
  async () => {
    const random = createRandom(SEED);
    for (let count = 0; count < 12; count++) {
      const half = join(folder, String(count));
      const child = launchBoard({ folder: half });
      while (fileCount(join(half, 'database')) === 0) await wait(1);
      // The first files to the last take most of a second.
      await wait(random() * 800);
      await killBoard(child);
      const board = await startBoard({ folder: half });
      expect((await board.client.createSpace()).id).toHaveLength(16);
      await killBoard(board.child);
    }
  },
  600_000,
);

function fileCount(path: string): number {
  try {
    return readdirSync(path).length;
  } catch {
    return 0;
  }
}
