// The CPU side of a kernel's buffers: random inputs already rounded to the kernel's precision, poison for
// outputs, and decoding for the comparison.
import { Float16Array } from '@petamoriken/float16';
import type {
  DecodedBuffer,
  ElementFormat,
  InputBuffer,
  OutputBuffer,
  ScratchBuffer,
  UniformBuffer,
  UpdateBuffer,
} from '../../kernels/descriptor.ts';

/**
 * Inputs longer than this repeat: generating 64 million numbers would cost a second. A prime, so that no
 * power-of-two stride meets the same numbers again and a misplaced tile still shows.
 */
const RANDOM_PERIOD = 1_048_573;

/** A quiet NaN with a payload that no computation produces. */
const FLOAT_POISON = 0x7fc0_dead;
const HALF_POISON = 0x7ead;
const INTEGER_POISON = 0xdead_beef;

const bytesPerFormat = { f32: 4, f16: 2, i32: 4, u32: 4, i8x4: 4 } as const satisfies Record<
  ElementFormat,
  number
>;

export function bufferBytes(buffer: { format: ElementFormat; length: number }): number {
  return buffer.length * bytesPerFormat[buffer.format];
}

interface FilledInput {
  /** As uploaded. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same numbers as the kernel sees them. */
  readonly decoded: DecodedBuffer;
}

/** Zero-mean uniform floats in ±amplitude, integers over their whole range, or the buffer's own contents. */
export function fillInput(buffer: InputBuffer | UpdateBuffer, random: () => number): FilledInput {
  const { format, length, amplitude = 1, contents } = buffer;
  if (contents !== undefined) return encode(format, contents(random));
  const period = Math.min(length, RANDOM_PERIOD);
  switch (format) {
    case 'f32': {
      const block = Float32Array.from({ length: period }, () => (2 * random() - 1) * amplitude);
      const decoded = repeat(block, new Float32Array(length));
      return { bytes: new Uint8Array(decoded.buffer), decoded };
    }
    case 'f16': {
      const block = Float16Array.from({ length: period }, () => (2 * random() - 1) * amplitude);
      const bits = repeat(new Uint16Array(block.buffer), new Uint16Array(length));
      const decoded = repeat(Float32Array.from(block), new Float32Array(length));
      return { bytes: new Uint8Array(bits.buffer), decoded };
    }
    case 'i32':
    case 'u32':
    case 'i8x4': {
      const block = Uint32Array.from({ length: period }, () => Math.floor(random() * 2 ** 32));
      const words = repeat(block, new Uint32Array(length));
      const decoded = format === 'i32' ? new Int32Array(words.buffer) : words;
      return { bytes: new Uint8Array(words.buffer), decoded };
    }
  }
}

function encode(format: ElementFormat, values: ArrayLike<number>): FilledInput {
  switch (format) {
    case 'f32': {
      const decoded = Float32Array.from(values);
      return { bytes: new Uint8Array(decoded.buffer), decoded };
    }
    case 'f16': {
      const halves = Float16Array.from(values);
      return { bytes: new Uint8Array(halves.buffer), decoded: Float32Array.from(halves) };
    }
    case 'i32':
    case 'u32':
    case 'i8x4': {
      const words = Uint32Array.from(values, (value) => value >>> 0);
      const decoded = format === 'i32' ? new Int32Array(words.buffer) : words;
      return { bytes: new Uint8Array(words.buffer), decoded };
    }
  }
}

function repeat<T extends Float32Array | Uint16Array | Uint32Array>(block: T, target: T): T {
  for (let offset = 0; offset < target.length; offset += block.length) {
    const rest = target.length - offset;
    target.set(rest < block.length ? block.subarray(0, rest) : block, offset);
  }
  return target;
}

export function uniformBytes(buffer: UniformBuffer, values: readonly number[]): ArrayBuffer {
  switch (buffer.format) {
    case 'f32':
      return Float32Array.from(values).buffer;
    case 'u32':
      return Uint32Array.from(values).buffer;
    case 'i32':
      return Int32Array.from(values).buffer;
  }
}

/** What an output holds before verification: poison, or zeros where the kernel adds to it. */
export function outputPattern(buffer: OutputBuffer | ScratchBuffer): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(Math.ceil(bufferBytes(buffer) / 4));
  return buffer.role === 'output' && buffer.accumulates === true
    ? words
    : words.fill(poisonWord(buffer.format));
}

function poisonWord(format: ElementFormat): number {
  if (format === 'f32') return FLOAT_POISON;
  if (format === 'f16') return HALF_POISON * 0x1_0001;
  return INTEGER_POISON;
}

export interface DecodedOutput {
  readonly length: number;
  value(index: number): number;
  /** Index of the first element that still holds its poison, or -1. */
  firstUnwritten(): number;
}

export function decodeOutput(
  buffer: OutputBuffer | UpdateBuffer,
  data: ArrayBuffer,
): DecodedOutput {
  const { format, length } = buffer;
  const raw =
    format === 'f16' ? new Uint16Array(data, 0, length) : new Uint32Array(data, 0, length);
  const poison = format === 'f16' ? HALF_POISON : poisonWord(format);
  const numbers = decodedView(format, data, length);
  return {
    length,
    value: (index) => numbers[index] ?? Number.NaN,
    firstUnwritten: () =>
      buffer.role === 'update' || buffer.accumulates === true ? -1 : raw.indexOf(poison),
  };
}

function decodedView(format: ElementFormat, data: ArrayBuffer, length: number): ArrayLike<number> {
  switch (format) {
    case 'f32':
      return new Float32Array(data, 0, length);
    case 'f16':
      return new Float16Array(data, 0, length);
    case 'i32':
      return new Int32Array(data, 0, length);
    case 'u32':
    case 'i8x4':
      return new Uint32Array(data, 0, length);
  }
}
