import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'flopscope-folder-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('makes a folder and those above it for their owner alone, by many at once', async () => {
  const path = join(folder, 'a', 'b', 'c');
  await Promise.all(Array.from({ length: 8 }, () => makeFolder(path, 0o700)));
  expect(statSync(path).mode & 0o777).toBe(0o700);
  await makeFolder(path, 0o755);
  expect(statSync(path).mode & 0o777).toBe(0o700);
});

it('tells what stands in the way', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  await expect(makeFolder(file, 0o700)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(file, 'a'), 0o700)).rejects.toMatchObject({
    code: expect.stringMatching(/EEXIST|ENOTDIR/) as string,
  });
});

// Node's own way hangs here.
it.runIf(process.platform === 'linux')('ends where the system makes none', async () => {
  await expect(makeFolder('/proc/flopscope/board', 0o700)).rejects.toMatchObject({
    code: 'ENOENT',
  });
});
