// The key-value pairs of GGUF. Vocabularies are walked and not kept: of an array only its length is, and its numbers
// where there are few. Source of the format: ggml-org/ggml, docs/gguf.md.
import { brokenFile } from '../broken-file.ts';
import { plainText, quoted } from '../plain-text.ts';
import type { ByteReader } from './byte-reader.ts';

export interface MetadataArray {
  readonly length: number;
  /** Absent for texts and long arrays. */
  readonly numbers?: readonly number[];
}

export type MetadataValue = number | boolean | string | MetadataArray;
export type Metadata = ReadonlyMap<string, MetadataValue>;

/** Files have 20 to 60. */
const MOST_PAIRS = 65_536;
/** The format allows 2^16 − 1. */
const LONGEST_KEY = 65_535;
/** Values of one layer each: heads, windows. */
const MOST_KEPT_NUMBERS = 1024;
/** The format allows any depth; nobody uses more than two. */
const DEEPEST_ARRAY = 8;

/** Arrays in arrays are rare and short; a million are walked in a fifth of a second. */
const MOST_INNER_ARRAYS = 1_000_000;

const STRING = 8;
const ARRAY = 9;

interface NumberType {
  readonly bytes: number;
  readonly read: (reader: ByteReader) => number | boolean;
}

const NUMBER_TYPES: ReadonlyMap<number, NumberType> = new Map([
  [0, { bytes: 1, read: (reader) => reader.u8() }],
  [1, { bytes: 1, read: (reader) => reader.i8() }],
  [2, { bytes: 2, read: (reader) => reader.u16() }],
  [3, { bytes: 2, read: (reader) => reader.i16() }],
  [4, { bytes: 4, read: (reader) => reader.u32() }],
  [5, { bytes: 4, read: (reader) => reader.i32() }],
  [6, { bytes: 4, read: (reader) => reader.f32() }],
  [7, { bytes: 1, read: (reader) => reader.u8() !== 0 }],
  [10, { bytes: 8, read: (reader) => reader.u64() }],
  [11, { bytes: 8, read: (reader) => reader.i64() }],
  [12, { bytes: 8, read: (reader) => reader.f64() }],
]);

/** @throws FlopscopeError `invalid-document` naming the key. */
export async function readMetadata(
  reader: ByteReader,
  count: number,
  file: string,
): Promise<Metadata> {
  if (count > MOST_PAIRS) {
    brokenFile(`${file} announces ${count} metadata entries; files have up to 100. It is damaged.`);
  }
  const metadata = new Map<string, MetadataValue>();
  for (let index = 0; index < count; index++) {
    const key = await reader.text();
    if (key === undefined || key.length > LONGEST_KEY) {
      return brokenFile(
        `Metadata entry ${index} of ${file} has a key of endless length. It is damaged.`,
      );
    }
    if (metadata.has(key)) {
      brokenFile(`${file} has the metadata ${quoted(key)} twice, which its format forbids.`);
    }
    await reader.need(4);
    const type = reader.u32();
    metadata.set(key, await readValue(reader, type, `${quoted(key)} in ${file}`));
  }
  return metadata;
}

async function readValue(reader: ByteReader, type: number, where: string): Promise<MetadataValue> {
  const number = NUMBER_TYPES.get(type);
  if (number) {
    await reader.need(number.bytes);
    return number.read(reader);
  }
  if (type === STRING) return plainText((await reader.text()) ?? '', 1000);
  if (type === ARRAY) return readArray(reader, where);
  return unknownType(type, where);
}

async function readArray(reader: ByteReader, where: string): Promise<MetadataArray> {
  const [type, length] = await readArrayHead(reader);
  const number = NUMBER_TYPES.get(type);
  if (number && length <= MOST_KEPT_NUMBERS) {
    const numbers: number[] = [];
    await reader.need(length * number.bytes);
    for (let index = 0; index < length; index++) numbers.push(Number(number.read(reader)));
    return { length, numbers };
  }
  await skipElements(reader, type, length, where);
  return { length };
}

async function readArrayHead(reader: ByteReader): Promise<readonly [type: number, length: number]> {
  await reader.need(4 + reader.lengthBytes);
  const type = reader.u32();
  return [type, reader.length()];
}

/** Arrays in arrays are walked with a list of what is left of each, not by recursion. */
async function skipElements(
  reader: ByteReader,
  type: number,
  length: number,
  where: string,
): Promise<void> {
  const open = [{ type, left: length }];
  let arrays = 0;
  for (let current = open.pop(); current; current = open.pop()) {
    const number = NUMBER_TYPES.get(current.type);
    if (number) {
      reader.skip(current.left * number.bytes);
    } else if (current.type === STRING) {
      await skipTexts(reader, current.left);
    } else if (current.type === ARRAY) {
      if (current.left === 0) continue;
      if (open.length === DEEPEST_ARRAY) {
        brokenFile(`${where} nests arrays more than ${DEEPEST_ARRAY} deep. The file is damaged.`);
      }
      arrays += 1;
      if (arrays > MOST_INNER_ARRAYS) {
        brokenFile(`${where} holds more than a million arrays. The file is damaged.`);
      }
      const head = reader.has(4 + reader.lengthBytes)
        ? ([reader.u32(), reader.length()] as const)
        : await readArrayHead(reader);
      open.push({ type: ARRAY, left: current.left - 1 }, { type: head[0], left: head[1] });
    } else {
      unknownType(current.type, where);
    }
  }
}

async function skipTexts(reader: ByteReader, count: number): Promise<void> {
  if (!(count * reader.lengthBytes <= reader.remaining)) reader.cutOff();
  for (let index = 0; index < count; index++) {
    if (!reader.has(reader.lengthBytes)) await reader.need(reader.lengthBytes);
    reader.skip(reader.length());
  }
}

function unknownType(type: number, where: string): never {
  brokenFile(
    `The metadata ${where} has the type ${type}, which GGUF does not have. The file is damaged.`,
  );
}
