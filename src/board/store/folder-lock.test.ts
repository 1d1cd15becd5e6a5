import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flopscope-lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('is held by one, and free again after its release', async () => {
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(/Another process serves the board/);
  await lock.release();
  const again = await lockFolder(folder);
  await again.release();
  expect(readdirSync(folder)).toEqual([]);
});

it('goes to exactly one of many that come at once', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
  const held = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  expect(held).toHaveLength(1);
  for (const lock of held) await lock.release();
});

it.skipIf(process.platform === 'win32')('passes over what a dead holder left', async () => {
  writeFileSync(join(folder, 'board.lock'), '');
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(/Another process/);
  await lock.release();
});
