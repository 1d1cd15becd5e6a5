// Writes the head of a GGUF file, for tests: any version, byte order and metadata, sane or not.
import { ggmlType } from './ggml-types.ts';

/** The numbers that the format gives its value types. */
export const VALUE_TYPES = {
  u8: 0,
  i8: 1,
  u16: 2,
  i16: 3,
  u32: 4,
  i32: 5,
  f32: 6,
  bool: 7,
  string: 8,
  array: 9,
  u64: 10,
  i64: 11,
  f64: 12,
} as const;

export type ValueTypeName = keyof typeof VALUE_TYPES;
export interface WrittenArray {
  readonly of: ValueTypeName;
  readonly items: readonly WrittenValue[];
}
export type WrittenValue = number | bigint | boolean | string | WrittenArray;

export interface WrittenTensor {
  readonly name: string;
  /** Fastest axis first. */
  readonly sizes: readonly (number | bigint)[];
  /** F32 when absent. */
  readonly type?: number;
  /** Behind the tensor before it, aligned, when absent. */
  readonly offset?: number;
}

export interface WrittenGguf {
  readonly version?: number;
  readonly littleEndian?: boolean;
  readonly metadata: readonly (readonly [key: string, type: ValueTypeName, value: WrittenValue])[];
  readonly tensors: readonly WrittenTensor[];
  readonly alignment?: number;
  /** Announced in place of the true numbers. */
  readonly tensorCount?: bigint;
  readonly pairCount?: bigint;
}

export interface WrittenFile {
  readonly head: Uint8Array;
  /** With the weights, which are not written. */
  readonly size: number;
}

export function writeGguf(file: WrittenGguf): WrittenFile {
  const { version = 3, littleEndian = true, alignment = 32 } = file;
  const writer = new Writer(littleEndian, version === 1);
  for (const letter of 'GGUF') writer.put('u8', letter.charCodeAt(0));
  writer.put('u32', version);
  writer.length(file.tensorCount ?? file.tensors.length);
  writer.length(file.pairCount ?? file.metadata.length);
  for (const [key, type, value] of file.metadata) {
    writer.text(key);
    writer.put('u32', VALUE_TYPES[type]);
    writer.put(type, value);
  }
  let end = 0;
  for (const {
    name,
    sizes,
    type = 0,
    offset = Math.ceil(end / alignment) * alignment,
  } of file.tensors) {
    writer.text(name);
    writer.put('u32', sizes.length);
    for (const size of sizes) writer.length(size);
    writer.put('u32', type);
    writer.put('u64', offset);
    const { blockElements = 1, blockBytes = 0 } = ggmlType(type) ?? {};
    const elements = sizes.reduce<number>((product, size) => product * Number(size), 1);
    end = offset + (elements / blockElements) * blockBytes;
  }
  const head = writer.bytes();
  return { head, size: Math.ceil(head.length / alignment) * alignment + end };
}

/** The whole file, weights as zeros. */
export function wholeGguf(file: WrittenGguf): Uint8Array {
  const { head, size } = writeGguf(file);
  const bytes = new Uint8Array(size);
  bytes.set(head);
  return bytes;
}

class Writer {
  readonly #littleEndian: boolean;
  readonly #shortLengths: boolean;
  #buffer = new Uint8Array(1024);
  #used = 0;

  constructor(littleEndian: boolean, shortLengths: boolean) {
    this.#littleEndian = littleEndian;
    this.#shortLengths = shortLengths;
  }

  bytes(): Uint8Array {
    return this.#buffer.slice(0, this.#used);
  }

  length(count: number | bigint): void {
    this.put(this.#shortLengths ? 'u32' : 'u64', count);
  }

  text(text: string): void {
    const encoded = new TextEncoder().encode(text);
    this.length(encoded.length);
    this.#grow(encoded.length);
    this.#buffer.set(encoded, this.#used);
    this.#used += encoded.length;
  }

  put(type: ValueTypeName, value: WrittenValue): void {
    if (typeof value === 'string') {
      this.text(value);
      return;
    }
    if (typeof value === 'object') {
      this.put('u32', VALUE_TYPES[value.of]);
      this.length(value.items.length);
      for (const item of value.items) this.put(value.of, item);
      return;
    }
    this.#grow(8);
    const view = new DataView(this.#buffer.buffer);
    this.#used += writeNumber(view, this.#used, type, value, this.#littleEndian);
  }

  #grow(bytes: number): void {
    if (this.#used + bytes <= this.#buffer.length) return;
    const larger = new Uint8Array(2 * (this.#used + bytes));
    larger.set(this.#buffer);
    this.#buffer = larger;
  }
}

/** @returns bytes written. */
function writeNumber(
  view: DataView,
  at: number,
  type: ValueTypeName,
  value: number | bigint | boolean,
  littleEndian: boolean,
): number {
  switch (type) {
    case 'u8':
    case 'i8':
    case 'bool':
      view.setUint8(at, Number(value));
      return 1;
    case 'u16':
    case 'i16':
      view.setUint16(at, Number(value), littleEndian);
      return 2;
    case 'u32':
    case 'i32':
      view.setUint32(at, Number(value), littleEndian);
      return 4;
    case 'f32':
      view.setFloat32(at, Number(value), littleEndian);
      return 4;
    case 'u64':
    case 'i64':
      view.setBigUint64(at, BigInt.asUintN(64, BigInt(value)), littleEndian);
      return 8;
    case 'f64':
      view.setFloat64(at, Number(value), littleEndian);
      return 8;
    case 'string':
    case 'array':
      throw new TypeError(`A ${type} is no number.`);
  }
}
