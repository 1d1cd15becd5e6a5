// The head of a GGUF file, versions 1 to 3 and both byte orders: metadata and the list of tensors, checked against
// the file's size. Source of the format: ggml-org/ggml, docs/gguf.md.
import { brokenFile } from '../broken-file.ts';
import type { ByteSource } from '../byte-source.ts';
import type { WeightSummary } from '../imported-model.ts';
import { plainText, quoted } from '../plain-text.ts';
import { safeProduct, WeightTally } from '../weight-tally.ts';
import { ByteReader } from './byte-reader.ts';
import { ggmlType } from './ggml-types.ts';
import { type Metadata, readMetadata } from './read-metadata.ts';

export interface GgufTensor {
  readonly name: string;
  /** Fastest axis first, as ggml has it: a linear layer is inputs × outputs. */
  readonly sizes: readonly number[];
  readonly elements: number;
}

export interface GgufFile {
  readonly version: number;
  readonly littleEndian: boolean;
  readonly metadata: Metadata;
  readonly tensors: ReadonlyMap<string, GgufTensor>;
  readonly weights: WeightSummary;
  /** Types that are not known, whose bytes are left out: "type 99". */
  readonly unknownTypes: readonly string[];
}

const MAGIC = 'GGUF';
const FIXED_BYTES = 8;
/** Mixtral with its experts apart has 995; a hundred times that is still read in half a second. */
const MOST_TENSORS = 100_000;
/** ggml has four; GGUF leaves room for more. */
const MOST_AXES = 8;
const DEFAULT_ALIGNMENT = 32;
/** A memory page is 4 to 64 KiB. */
const MOST_ALIGNMENT = 1 << 20;

interface Place {
  readonly name: string;
  readonly begin: number;
  readonly end: number;
}

/** @throws FlopscopeError `invalid-document` naming the tensor or metadata that is wrong. */
export async function readGguf(source: ByteSource): Promise<GgufFile> {
  const file = quoted(source.name);
  const reader = new ByteReader(source);
  const version = await readVersion(reader, source, file);
  await reader.need(2 * reader.lengthBytes);
  const tensorCount = reader.length();
  const pairCount = reader.length();
  if (tensorCount > MOST_TENSORS) {
    brokenFile(
      `${file} announces ${tensorCount} tensors; more than ${MOST_TENSORS.toLocaleString('en')} are not read, and no model has them. It is damaged.`,
    );
  }
  const metadata = await readMetadata(reader, pairCount, file);
  const alignment = readAlignment(metadata, file);
  const tensors = new Map<string, GgufTensor>();
  const unknownTypes = new Set<string>();
  const tally = new WeightTally();
  const places: Place[] = [];
  for (let index = 0; index < tensorCount; index++) {
    const { tensor, type, offset } = await readTensor(reader, index, file);
    if (tensors.has(tensor.name)) {
      brokenFile(`${file} lists the tensor ${quoted(tensor.name)} twice.`);
    }
    tensors.set(tensor.name, tensor);
    const known = ggmlType(type);
    const bytes = known ? tensorBytes(tensor, known, file) : 0;
    const name = known?.name ?? `type ${type}`;
    if (!known && unknownTypes.size < 5) unknownTypes.add(name);
    if (offset % alignment !== 0) {
      brokenFile(
        `${file}: the tensor ${quoted(tensor.name)} lies at ${offset}, which is no multiple of ${alignment}. The file is damaged.`,
      );
    }
    tally.add(name, tensor.elements, bytes);
    if (bytes > 0) places.push({ name: tensor.name, begin: offset, end: offset + bytes });
  }
  const dataStart = Math.ceil(reader.position / alignment) * alignment;
  // A file of a vocabulary alone ends before the padding.
  checkPlaces(places, Math.max(0, source.size - dataStart), file);
  return {
    version,
    littleEndian: reader.littleEndian,
    metadata,
    tensors,
    weights: tally.summary(),
    unknownTypes: [...unknownTypes],
  };
}

async function readVersion(reader: ByteReader, source: ByteSource, file: string): Promise<number> {
  if (source.size < FIXED_BYTES) {
    brokenFile(`${file} has ${source.size} bytes, which is no GGUF file: it is empty or cut off.`);
  }
  await reader.need(FIXED_BYTES);
  const magic = String.fromCharCode(reader.u8(), reader.u8(), reader.u8(), reader.u8());
  if (magic === 'vers') {
    brokenFile(
      `${file} is a pointer of Git LFS, not the weights themselves. Get them with “git lfs pull”.`,
    );
  }
  if (magic !== MAGIC) {
    brokenFile(
      `${file} is no GGUF file: it does not begin with “GGUF”. Older formats (GGML, GGJT) must be converted by llama.cpp first.`,
    );
  }
  let version = reader.u32();
  // Versions are small, so a version of 2^16 and more is written in the other byte order.
  if (version % 2 ** 16 === 0) {
    reader.littleEndian = false;
    version = (version >>> 24) | ((version >>> 8) & 0xff00);
  }
  if (version < 1 || version > 3) {
    brokenFile(`${file} is GGUF of version ${version}; known are 1, 2 and 3.`);
  }
  reader.shortLengths = version === 1;
  return version;
}

function readAlignment(metadata: Metadata, file: string): number {
  const alignment = metadata.get('general.alignment') ?? DEFAULT_ALIGNMENT;
  if (
    typeof alignment === 'number' &&
    Number.isInteger(alignment) &&
    alignment >= 1 &&
    alignment <= MOST_ALIGNMENT
  ) {
    return alignment;
  }
  return brokenFile(
    `${file} has an alignment (general.alignment) that is no whole number from 1 to ${MOST_ALIGNMENT}. It is damaged.`,
  );
}

async function readTensor(
  reader: ByteReader,
  index: number,
  file: string,
): Promise<{ readonly tensor: GgufTensor; readonly type: number; readonly offset: number }> {
  const name = await reader.text();
  if (name === undefined) {
    return brokenFile(`The name of tensor ${index} in ${file} has no end. The file is damaged.`);
  }
  await reader.need(4);
  const axes = reader.u32();
  if (axes > MOST_AXES) {
    brokenFile(`${file}: the tensor ${quoted(name)} has ${axes} axes; ggml has up to 4.`);
  }
  await reader.need(axes * reader.lengthBytes + 12);
  const sizes = Array.from({ length: axes }, () => reader.length());
  const elements = safeProduct(sizes);
  if (Number.isNaN(elements)) {
    brokenFile(
      `${file}: the tensor ${quoted(name)} has ${sizes.join(' × ')} elements, more than 2^53. It is damaged.`,
    );
  }
  return { tensor: { name, sizes, elements }, type: reader.u32(), offset: reader.u64() };
}

function tensorBytes(
  { name, sizes, elements }: GgufTensor,
  type: { readonly name: string; readonly blockElements: number; readonly blockBytes: number },
  file: string,
): number {
  const row = sizes[0] ?? 1;
  if (row % type.blockElements !== 0) {
    brokenFile(
      `${file}: the rows of ${quoted(name)} have ${row} elements, which ${type.name} cannot cut into blocks of ${type.blockElements}. The file is damaged.`,
    );
  }
  return (elements / type.blockElements) * type.blockBytes;
}

/** No tensor lies over another or beyond the end. */
function checkPlaces(places: Place[], dataBytes: number, file: string): void {
  places.sort((a, b) => a.begin - b.begin);
  let end = 0;
  let last = '';
  for (const place of places) {
    if (place.begin < end) {
      brokenFile(
        `${file}: the tensors ${quoted(last, 60)} and ${quoted(place.name, 60)} lie over each other. The file is damaged.`,
      );
    }
    ({ end, name: last } = place);
  }
  if (end > dataBytes) {
    brokenFile(
      `${file} is cut off: its tensors need ${end} bytes and ${dataBytes} are there. Get it again.`,
    );
  }
}

/** A text of the metadata; undefined where there is none. */
export function textOf(metadata: Metadata, key: string): string | undefined {
  const value = metadata.get(key);
  return typeof value === 'string' && value !== '' ? plainText(value, 200) : undefined;
}
