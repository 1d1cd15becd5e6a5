import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeDigits } from './decode-digits.ts';
import { DIGITS_MAGIC, DIGITS_PREFIX_BYTES } from './digits-format.ts';

const header = {
  version: 1,
  images: 2,
  height: 1,
  width: 3,
  classes: 10,
  notice: 'Anyone may copy this.',
  source: 'made up for this test',
  checked: '2026-11-22',
  licence: 'MIT',
  provenance: 'read',
};
const body = [7, 9, 0, 128, 255, 1, 2, 3];

function file(
  change: { readonly header?: object; readonly body?: readonly number[] } = {},
): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify({ ...header, ...change.header }));
  const packed = gzipSync(Uint8Array.from(change.body ?? body));
  const bytes = new Uint8Array(DIGITS_PREFIX_BYTES + json.length + packed.length);
  bytes.set(new TextEncoder().encode(DIGITS_MAGIC));
  new DataView(bytes.buffer).setUint32(8, json.length, true);
  bytes.set(json, DIGITS_PREFIX_BYTES);
  bytes.set(packed, DIGITS_PREFIX_BYTES + json.length);
  return bytes;
}

describe('decodeDigits', () => {
  it('reads labels, then pixels', async () => {
    const { labels, pixels } = await decodeDigits(file());
    expect([...labels]).toEqual([7, 9]);
    expect([...pixels]).toEqual([0, 128, 255, 1, 2, 3]);
  });

  it('reads a file that stands inside a larger buffer', async () => {
    const whole = file();
    const larger = new Uint8Array(whole.length + 5);
    larger.set(whole, 5);
    expect([...(await decodeDigits(larger.subarray(5))).labels]).toEqual([7, 9]);
  });

  it.each([
    ['nothing', () => new Uint8Array(0), 'does not begin'],
    ['another kind of file', () => new TextEncoder().encode('<!doctype html>'), 'does not begin'],
    ['a file cut short', () => file().subarray(0, -9), 'unpacked'],
    ['a cut header', () => file().subarray(0, 40), 'too long'],
    ['a version of the future', () => file({ header: { version: 2 } }), '"version"'],
    ['too many images', () => file({ header: { images: 1e9 } }), '"images"'],
    ['a header without a source', () => file({ header: { source: undefined } }), '"source"'],
    ['more pixels than promised', () => file({ body: [...body, 4] }), 'more than the 8 bytes'],
    ['fewer pixels than promised', () => file({ body: body.slice(1) }), '7 of the 8 bytes'],
    ['a label that is no class', () => file({ body: [10, ...body.slice(1)] }), 'label above 9'],
  ])('refuses %s', async (_, bytes, reason) => {
    await expect(decodeDigits(bytes())).rejects.toMatchObject({
      code: 'invalid-document',
      message: expect.stringContaining(reason) as string,
    });
  });

  it('notices every flipped bit of the packed part', async () => {
    const whole = file();
    const start = whole.length - gzipSync(Uint8Array.from(body)).length;
    // The ten bytes of the gzip header hold a time and a system, which nothing depends on.
    for (let place = start + 10; place < whole.length; place++) {
      const flipped = whole.slice();
      flipped[place] = (flipped[place] ?? 0) ^ 1;
      await expect(decodeDigits(flipped)).rejects.toMatchObject({ code: 'invalid-document' });
    }
  });
});
