import { describe, expect, it } from 'vitest';
import { blobSource } from './blob-source.ts';

const file = new File([Uint8Array.from({ length: 100 }, (_, index) => index)], 'model.onnx');

describe('a file of the page', () => {
  it('is read by slices, fewer at its end', async () => {
    const source = blobSource(file);
    expect(source).toMatchObject({ name: 'model.onnx', size: 100 });
    expect([...(await source.read(10, 13))]).toEqual([10, 11, 12]);
    expect([...(await source.read(98, 200))]).toEqual([98, 99]);
    expect(await source.read(500, 600)).toHaveLength(0);
  });

  it('that changed meanwhile is refused with what to do', async () => {
    const changed = new File([], 'x'.repeat(1000));
    // As browsers answer for a file that was written to since it was chosen.
    changed.slice = () => {
      const slice = new Blob();
      slice.arrayBuffer = () => Promise.reject(new DOMException('', 'NotReadableError'));
      return slice;
    };
    const reading = blobSource(changed).read(0, 1);
    await expect(reading).rejects.toMatchObject({ code: 'invalid-document' });
    await expect(reading).rejects.toThrow(/^“x{80}” can no longer be read: .* Open it again\.$/);
  });
});
