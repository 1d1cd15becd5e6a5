// The header of a safetensors file: eight bytes of length, then JSON that lists every tensor with type, shape and
// place. Checked whole, as the format asks: no overlap, no hole, nothing beyond the end. Source of the format:
// github.com/huggingface/safetensors, README, "Format".
import { brokenFile } from '../broken-file.ts';
import type { ByteSource } from '../byte-source.ts';
import type { WeightSummary } from '../imported-model.ts';
import { plainText, quoted } from '../plain-text.ts';
import { safeProduct, WeightTally } from '../weight-tally.ts';
import { bitsOfDtype } from './dtypes.ts';
import { JsonScanner } from './json-scanner.ts';

const LENGTH_BYTES = 8;
/** How a pointer of Git LFS begins, as far as it is read here. */
const LFS_POINTER = 'version h';
/**
 * The format allows 100 MB. A tensor takes about 120 bytes, and the models with most of them (experts apart) list
 * about 100,000 in all their shards together. 16 MB hold more than that in one file, and are read within a second
 * and 200 MB even if they are made to be slow.
 */
const MOST_HEADER_BYTES = 16e6;
/** As numpy; PyTorch has 64. */
const MOST_AXES = 64;
/** Facts of __metadata__ that are shown. */
const MOST_METADATA = 20;

export interface SafetensorsHeader {
  readonly tensors: number;
  readonly weights: WeightSummary;
  readonly metadata: readonly (readonly [key: string, value: string])[];
  /** Types that are not in the format's list, whose bytes could not be checked against their shape. */
  readonly unknownTypes: readonly string[];
  /** Elements of the tensors that are buffers by their names: no parameters. */
  readonly bufferElements: number;
}

/** Saved by older versions beside the weights: causal masks, position ids, rotation frequencies. */
const BUFFER =
  /(^|\.)(position_ids|token_type_ids|inv_freq|rotary_emb\.(cos|sin)_cached|masked_bias|num_batches_tracked|running_mean|running_var)$|(^|\.)(attn|attention)\.(bias|attention\.bias)$/;

interface TensorEntry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** @throws FlopscopeError `invalid-document` naming the file and the tensor. */
export async function readSafetensorsHeader(source: ByteSource): Promise<SafetensorsHeader> {
  const file = quoted(source.name);
  const length = await readLength(source, file);
  const bytes = await source.read(LENGTH_BYTES, LENGTH_BYTES + length);
  if (bytes.length < length) {
    brokenFile(
      `${file} became shorter while it was read. Give it again when nothing writes to it.`,
    );
  }
  return checkHeader(bytes, source.size - LENGTH_BYTES - length, file);
}

async function readLength(source: ByteSource, file: string): Promise<number> {
  const head = await source.read(0, LENGTH_BYTES + 1);
  if (head.length <= LENGTH_BYTES) {
    brokenFile(
      `${file} has ${source.size} bytes, which is no safetensors file: it is empty or cut off. Get it again.`,
    );
  }
  if (new TextDecoder().decode(head) === LFS_POINTER) {
    brokenFile(
      `${file} is a pointer of Git LFS, not the weights themselves. Get them with “git lfs pull”.`,
    );
  }
  const view = new DataView(head.buffer, head.byteOffset);
  const length = view.getBigUint64(0, true);
  const room = source.size - LENGTH_BYTES;
  if (head[LENGTH_BYTES] !== 0x7b) {
    brokenFile(`${file} is no safetensors file: its header does not begin with “{”.`);
  }
  if (length > BigInt(room)) {
    brokenFile(
      `${file} has ${source.size} bytes and says that its header has ${length}: it is cut off or damaged. Get it again.`,
    );
  }
  if (length > BigInt(MOST_HEADER_BYTES)) {
    brokenFile(
      `The header of ${file} has ${length} bytes; more than ${MOST_HEADER_BYTES / 1e6} MB are not read. Save the model in several files.`,
    );
  }
  return Number(length);
}

function checkHeader(bytes: Uint8Array, dataBytes: number, file: string): SafetensorsHeader {
  const scanner = new JsonScanner(bytes, `the header of ${file}`);
  const names = new Set<string>();
  const unknownTypes = new Set<string>();
  const metadata: [string, string][] = [];
  const places: Place[] = [];
  const tally = new WeightTally();
  let bufferElements = 0;
  scanner.object((name) => {
    if (names.has(name)) {
      brokenFile(`${file} lists ${quoted(name)} twice, which its format forbids. Write it anew.`);
    }
    names.add(name);
    if (name === '__metadata__') {
      readMetadata(scanner, metadata);
      return;
    }
    const entry = readEntry(scanner, name, file);
    const elements = checkEntry(entry, dataBytes, file);
    if (bitsOfDtype(entry.dtype) === undefined && unknownTypes.size < 5) {
      unknownTypes.add(plainText(entry.dtype, 20));
    }
    if (BUFFER.test(name)) bufferElements += elements;
    tally.add(entry.dtype, elements, entry.end - entry.begin);
    if (entry.end > entry.begin) places.push({ begin: entry.begin, end: entry.end, name });
  });
  scanner.end();
  checkPlaces(places, dataBytes, file);
  return {
    tensors: names.size - (names.has('__metadata__') ? 1 : 0),
    weights: tally.summary(),
    metadata,
    unknownTypes: [...unknownTypes],
    bufferElements,
  };
}

function readMetadata(scanner: JsonScanner, metadata: [string, string][]): void {
  scanner.object((key) => {
    if (scanner.peek() !== 'string' || metadata.length === MOST_METADATA) {
      scanner.skip();
      return;
    }
    metadata.push([plainText(key, 40), plainText(scanner.string(), 200)]);
  });
}

function readEntry(scanner: JsonScanner, name: string, file: string): TensorEntry {
  let dtype: string | undefined;
  let shape: number[] | undefined;
  let offsets: number[] | undefined;
  const readCounts = (most: number, what: string) => {
    const counts: number[] = [];
    scanner.array(() => {
      if (counts.length === most) {
        brokenFile(`${file}: the tensor ${quoted(name)} has more than ${most} ${what}.`);
      }
      counts.push(scanner.count());
    });
    return counts;
  };
  scanner.object((key) => {
    if (key === 'dtype') dtype = scanner.string();
    else if (key === 'shape') shape = readCounts(MOST_AXES, 'axes');
    else if (key === 'data_offsets') offsets = readCounts(2, 'offsets');
    else scanner.skip();
  });
  const [begin, end] = offsets ?? [];
  if (dtype === undefined || shape === undefined || begin === undefined || end === undefined) {
    return brokenFile(
      `${file}: the tensor ${quoted(name)} lacks one of dtype, shape and data_offsets. Write the file anew.`,
    );
  }
  return { name, dtype, shape, begin, end };
}

/** @returns elements. */
function checkEntry(entry: TensorEntry, dataBytes: number, file: string): number {
  const { name, dtype, shape, begin, end } = entry;
  const tensor = `${file}: the tensor ${quoted(name)}`;
  const elements = safeProduct(shape);
  if (Number.isNaN(elements)) {
    brokenFile(
      `${tensor} has ${shape.slice(0, 8).join(' × ')} elements, more than 2^53. It is damaged.`,
    );
  }
  if (begin > end) {
    brokenFile(`${tensor} begins at ${begin} and ends before, at ${end}. The file is damaged.`);
  }
  if (end > dataBytes) {
    brokenFile(
      `${tensor} ends at byte ${end} of the weights, of which there are ${dataBytes}: the file is cut off. Get it again.`,
    );
  }
  const bits = bitsOfDtype(dtype);
  if (bits !== undefined && elements * bits !== (end - begin) * 8) {
    brokenFile(
      `${tensor} has ${elements} elements of ${plainText(dtype, 20)} and ${end - begin} bytes, which does not fit. The file is damaged.`,
    );
  }
  return elements;
}

interface Place {
  readonly begin: number;
  readonly end: number;
  readonly name: string;
}

/** The weights must be covered without overlap, hole or rest, so that nothing can hide in the file. */
function checkPlaces(places: Place[], dataBytes: number, file: string): void {
  places.sort((a, b) => a.begin - b.begin);
  let at = 0;
  for (const { begin, end, name } of places) {
    if (begin !== at) {
      brokenFile(
        `${file}: the tensor ${quoted(name)} ${begin < at ? 'lies over the one before it' : 'leaves a hole before it'} (byte ${begin} of the weights). The file is damaged.`,
      );
    }
    at = end;
  }
  if (at !== dataBytes) {
    brokenFile(
      `${file} has ${dataBytes - at} bytes behind its last tensor that belong to none. It is damaged, or two files in one.`,
    );
  }
}
