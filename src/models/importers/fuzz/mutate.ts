// Seeded damage to real files, for the fuzz tests of the importers: what a broken download, a wrong tool or an
// attacker makes of them.

/** @returns the damaged bytes; the input is never changed. */
type Mutation = (bytes: Uint8Array, tools: MutationTools) => Uint8Array;

export interface MutationTools {
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Other files to splice from, of the same or another format. */
  readonly others: readonly Uint8Array[];
  /** The file is JSON: half of all damage changes a value and leaves the rest readable. */
  readonly text?: boolean;
}

export interface Mutated {
  readonly bytes: Uint8Array;
  /** Names of what was done, in order: "flip-bits, truncate". */
  readonly description: string;
}

/** More than this adds nothing: the file is then noise to every reader. */
const MOST_MUTATIONS = 5;
/** Headers decide what a reader believes, so half of all damage lands in the first bytes. */
const HEADER_BYTES = 256;
/** A case stays small, so that 100,000 of them take minutes. */
const MOST_BYTES = 1 << 18;

/** What length, count and offset fields are set to. */
const HOSTILE_INTEGERS: readonly bigint[] = [
  0n,
  1n,
  -1n,
  0x7fn,
  0xffn,
  0x7fff_ffffn,
  1n << 31n,
  (1n << 32n) - 1n,
  1n << 32n,
  (1n << 53n) - 1n,
  1n << 53n,
  (1n << 63n) - 1n,
  1n << 63n,
];

/** What numbers and words in text are set to. */
const HOSTILE_TEXTS: readonly string[] = [
  '0',
  '-1',
  '2147483648',
  '9007199254740993',
  '9223372036854775808',
  '1e999',
  '1.5',
  'null',
  'true',
  '""',
  '[]',
  '{}',
  '"<img src=x onerror=alert(1)>"',
  '"__proto__"',
];

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'flip-bits': (bytes, tools) => {
    const result = bytes.slice();
    for (let flips = 1 + upTo(tools, 8); flips > 0 && result.length > 0; flips--) {
      const at = position(tools, result.length);
      result[at] = (result[at] ?? 0) ^ (1 << upTo(tools, 8));
    }
    return result;
  },
  truncate: (bytes, tools) => bytes.slice(0, position(tools, bytes.length)),
  'insert-noise': (bytes, tools) => insert(bytes, position(tools, bytes.length), noise(tools)),
  'insert-zeros': (bytes, tools) =>
    insert(bytes, position(tools, bytes.length), new Uint8Array(1 + upTo(tools, 64))),
  'duplicate-run': (bytes, tools) => {
    const [start, end] = run(tools, bytes.length);
    return insert(bytes, end, bytes.subarray(start, end));
  },
  'repeat-run': (bytes, tools) => {
    const [start, end] = run(tools, bytes.length);
    const copies = 2 + upTo(tools, 200);
    const piece = bytes.subarray(start, Math.min(end, start + 64));
    return insert(bytes, start, concat(Array.from({ length: copies }, () => piece)));
  },
  'delete-run': (bytes, tools) => {
    const [start, end] = run(tools, bytes.length);
    return concat([bytes.subarray(0, start), bytes.subarray(end)]);
  },
  'swap-runs': (bytes, tools) => {
    const [start, middle] = run(tools, bytes.length);
    const end = middle + upTo(tools, bytes.length - middle + 1);
    return concat([
      bytes.subarray(0, start),
      bytes.subarray(middle, end),
      bytes.subarray(start, middle),
      bytes.subarray(end),
    ]);
  },
  'overwrite-noise': (bytes, tools) => {
    const result = bytes.slice();
    const at = position(tools, result.length);
    result.set(noise(tools).subarray(0, result.length - at), at);
    return result;
  },
  'set-integer': (bytes, tools) => {
    const result = bytes.slice();
    const width = pick(tools, [1, 2, 4, 8]) ?? 4;
    const at = position(tools, result.length);
    const value = pick(tools, HOSTILE_INTEGERS) ?? 0n;
    const littleEndian = tools.random() < 0.8;
    for (let index = 0; index < width && at + index < result.length; index++) {
      const byte = littleEndian ? index : width - 1 - index;
      result[at + index] = Number((value >> BigInt(8 * byte)) & 0xffn);
    }
    return result;
  },
  'insert-varint': (bytes, tools) =>
    insert(
      bytes,
      position(tools, bytes.length),
      varint(BigInt.asUintN(64, pick(tools, HOSTILE_INTEGERS) ?? 0n)),
    ),
  'set-number-text': (bytes, tools) => replaceText(bytes, tools, isDigit),
  'set-word-text': (bytes, tools) => replaceText(bytes, tools, isWord),
  'set-json-value': setJsonValue,
  splice: (bytes, tools) => {
    const other = pick(tools, tools.others) ?? bytes;
    const head = bytes.subarray(0, position(tools, bytes.length));
    return concat([head, other.subarray(position(tools, other.length))]);
  },
  'insert-other': (bytes, tools) => {
    const other = pick(tools, tools.others) ?? bytes;
    const [start, end] = run(tools, other.length);
    return insert(bytes, position(tools, bytes.length), other.subarray(start, end));
  },
};

const NAMES = Object.keys(MUTATIONS);
const TEXT_NAMES = ['set-json-value', 'set-json-value', 'set-number-text', 'set-word-text'];

/** One to five random mutations, one after another; one is the likeliest, because it hits deepest. */
export function mutate(bytes: Uint8Array, tools: MutationTools): Mutated {
  const steps: string[] = [];
  let damaged = bytes;
  do {
    const names = tools.text && tools.random() < 0.5 ? TEXT_NAMES : NAMES;
    const name = pick(tools, names) ?? 'truncate';
    const mutated = MUTATIONS[name]?.(damaged, tools) ?? damaged;
    damaged = mutated.subarray(0, Math.max(MOST_BYTES, bytes.length));
    steps.push(name);
  } while (steps.length < MOST_MUTATIONS && tools.random() < 0.5);
  return { bytes: damaged, description: steps.join(', ') };
}

function upTo(tools: MutationTools, limit: number): number {
  return Math.floor(tools.random() * limit);
}

function pick<T>(tools: MutationTools, choices: readonly T[]): T | undefined {
  return choices[upTo(tools, choices.length)];
}

function position(tools: MutationTools, length: number): number {
  return upTo(tools, tools.random() < 0.5 ? Math.min(length, HEADER_BYTES) : length);
}

/** A run of at most a quarter of the file, at least one byte where there is one. */
function run(tools: MutationTools, length: number): readonly [start: number, end: number] {
  const start = position(tools, length);
  return [start, Math.min(length, start + 1 + upTo(tools, Math.max(1, length / 4)))];
}

function noise(tools: MutationTools): Uint8Array {
  return Uint8Array.from({ length: 1 + upTo(tools, 64) }, () => upTo(tools, 256));
}

function insert(bytes: Uint8Array, at: number, piece: Uint8Array): Uint8Array {
  return concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    result.set(piece, at);
    at += piece.length;
  }
  return result;
}

/** Protobuf's variable-length integer, which ONNX writes its lengths in. */
function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return Uint8Array.from(bytes);
}

/** Replaces one whole run of bytes of a kind by a hostile text. */
function replaceText(
  bytes: Uint8Array,
  tools: MutationTools,
  belongs: (byte: number | undefined) => boolean,
): Uint8Array {
  let start = position(tools, bytes.length);
  while (start < bytes.length && !belongs(bytes[start])) start++;
  while (start > 0 && belongs(bytes[start - 1])) start--;
  let end = start;
  while (belongs(bytes[end])) end++;
  const text = new TextEncoder().encode(pick(tools, HOSTILE_TEXTS));
  return concat([bytes.subarray(0, start), text, bytes.subarray(end)]);
}

/** Replaces, removes or adds one field of a JSON object, so that the file stays readable. */
function setJsonValue(bytes: Uint8Array, tools: MutationTools): Uint8Array {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return bytes;
  }
  if (typeof parsed !== 'object' || parsed === null) return bytes;
  const fields = Object.entries(parsed).map(
    ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`,
  );
  const at = upTo(tools, fields.length);
  const key = fields[at]?.split(':', 1)[0] ?? '"a"';
  const value =
    tools.random() < 0.5 ? String(1 + upTo(tools, 5000)) : (pick(tools, HOSTILE_TEXTS) ?? '0');
  fields.splice(at, 1, ...(tools.random() < 0.2 ? [] : [`${key}:${value}`]));
  return new TextEncoder().encode(`{${fields.join(',')}}`);
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** Letters, digits, underscore, and the quotes around them. */
function isWord(byte: number | undefined): boolean {
  return (
    isDigit(byte) ||
    byte === 0x22 ||
    byte === 0x5f ||
    (byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a)
  );
}
