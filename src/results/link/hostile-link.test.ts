// How long a refusal may take, and how much it may unpack: in a process of its own, where no other test disturbs.
import { deflateRawSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { exampleProfile } from '../../shared/result/profile.fixture.ts';
import { openLink } from './result-link.ts';

/** The bar of the product for a hostile link, in milliseconds. */
const BAR = 100;

const bomb = (bytes: Uint8Array): string =>
  `1AAAAAA${deflateRawSync(bytes, { level: 9 }).toString('base64url')}`;

function forged(text: string): string {
  const bytes = Buffer.from(text);
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  const word = Buffer.alloc(4);
  word.writeUInt32BE(hash >>> 0);
  return `1${word.toString('base64url')}${deflateRawSync(bytes, { level: 9 }).toString('base64url')}`;
}

const entries = (count: number, entry: string): string =>
  `[${Array.from({ length: count }, () => entry).join()}]`;
const withMeasurements = (list: string): string =>
  JSON.stringify({ ...exampleProfile, measurements: 0 }).replace(
    '"measurements":0',
    `"measurements":${list}`,
  );
const [valid] = exampleProfile.measurements;

const links = {
  'a bomb of 20 MB': bomb(new Uint8Array(20e6)),
  'JSON a quarter of a million deep': forged('['.repeat(250_000) + ']'.repeat(250_000)),
  'a result of 100,000 empty measurements': forged(withMeasurements(entries(100_000, '{}'))),
  'a result of more valid measurements than it may have': forged(
    withMeasurements(entries(600, JSON.stringify(valid)).replace(/\]$/u, ',0]')),
  ),
  'a summary of 100,000 kernels': forged(
    `{"format":"flopscope-summary","version":1,"kernels":${entries(100_000, '[]')}}`,
  ),
};

beforeAll(async () => {
  // The first refusal compiles what all share.
  await openLink('1AAAAAAAAAA').catch(() => undefined);
});

it.each(Object.entries(links))(`%s is refused within ${BAR} ms`, async (_, payload) => {
  const tries: number[] = [];
  // The quickest of three: what else the machine does is not the link's doing.
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    await expect(openLink(payload)).rejects.toThrow(/no result does|than any result|damaged/);
    tries.push(performance.now() - start);
  }
  expect(Math.min(...tries)).toBeLessThan(BAR);
});
