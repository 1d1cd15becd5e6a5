import { chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openFileSource } from './file-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'flopscope-source-'));
const path = join(folder, 'model.onnx');
writeFileSync(
  path,
  Uint8Array.from({ length: 100 }, (_, index) => index),
);
writeFileSync(join(folder, 'model.onnx.data'), 'weights');
mkdirSync(join(folder, 'inside'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a file of this machine', () => {
  it('is read by slices, fewer at its end', async () => {
    const { source, close } = await openFileSource(path);
    expect(source).toMatchObject({ name: 'model.onnx', size: 100 });
    expect([...(await source.read(10, 13))]).toEqual([10, 11, 12]);
    expect([...(await source.read(98, 200))]).toEqual([98, 99]);
    expect(await source.read(100, 200)).toHaveLength(0);
    expect(await source.read(500, 600)).toHaveLength(0);
    await close();
  });

  it('has the other files of its folder beside it, and no folders', async () => {
    const { companions, close } = await openFileSource(path);
    expect(companions.map(({ name }) => name)).toEqual(['model.onnx.data']);
    const [data] = companions;
    expect(new TextDecoder().decode(await data?.read(0, 7))).toBe('weights');
    await close();
  });

  it('that shrinks meanwhile gives what is left', async () => {
    const shrinking = join(folder, 'shrinking.gguf');
    writeFileSync(shrinking, 'x'.repeat(50));
    const { source, close } = await openFileSource(shrinking);
    truncateSync(shrinking, 20);
    expect(await source.read(0, 50)).toHaveLength(20);
    await close();
  });

  it('that is a folder is refused with what to do', async () => {
    await expect(openFileSource(join(folder, 'inside'))).rejects.toThrow(
      /“inside” is a folder. Name the model file in it/,
    );
  });

  it.skipIf(process.platform === 'win32')('that is a device is refused', async () => {
    await expect(openFileSource('/dev/null')).rejects.toThrow('is a pipe or a device');
  });

  it('that is deleted meanwhile is refused when it is read', async () => {
    const gone = join(folder, 'gone.gguf');
    writeFileSync(gone, 'x'.repeat(50));
    const { source, close } = await openFileSource(gone);
    rmSync(gone);
    await expect(source.read(0, 50)).rejects.toThrow('there is no such file');
    await close();
  });

  // Root may read everything.
  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'without permission is refused with what to do',
    async () => {
      const secret = join(folder, 'secret.gguf');
      writeFileSync(secret, 'x');
      chmodSync(secret, 0o000);
      await expect(openFileSource(secret)).rejects.toThrow('you lack the permission to read it');
    },
  );

  it('that is not there is refused by name', async () => {
    await expect(openFileSource(join(folder, 'nowhere.onnx'))).rejects.toThrow(
      /“nowhere.onnx” cannot be read \(ENOENT\)/,
    );
  });
});
