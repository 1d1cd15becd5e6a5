import { chmodSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { SweepMemory } from '../engine/tuner/sweep-memory.ts';
import { TuningFolder } from './tuning-folder.ts';

const key = { adapter: 'adapter with / and " in its name', problemClass: 'matmul f32 k=64' };
const attempt = { kernel: 'matmul/naive', parameters: { workgroupX: 8 }, ms: 1.5 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flopscope-tuning-'));
});

async function remember(): Promise<void> {
  const memory = await SweepMemory.open(new TuningFolder(folder), key, false);
  await memory.add(attempt);
}

describe('TuningFolder', () => {
  it('keeps a sweep from one process to the next, one file and no draft', async () => {
    await remember();
    expect((await SweepMemory.open(new TuningFolder(folder), key, false)).attempts).toEqual([
      attempt,
    ]);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('forgets what is damaged, foreign or too large, and can write again', async () => {
    for (const content of ['{"format":', '[1]', `"${'x'.repeat(2 ** 20)}"`]) {
      await remember();
      const [file = ''] = readdirSync(folder);
      writeFileSync(join(folder, file), content);
      const memory = await SweepMemory.open(new TuningFolder(folder), key, false);
      expect(memory.attempts).toEqual([]);
    }
    await remember();
    expect((await SweepMemory.open(new TuningFolder(folder), key, false)).attempts).toHaveLength(1);
  });

  it('does without a folder that it may not write', async () => {
    const blocked = join(folder, 'file');
    writeFileSync(blocked, '');
    chmodSync(blocked, 0o444);
    const memory = await SweepMemory.open(new TuningFolder(join(blocked, 'sub')), key, false);
    await expect(memory.add(attempt)).resolves.toBeUndefined();
    expect(memory.attempts).toEqual([attempt]);
  });
});
