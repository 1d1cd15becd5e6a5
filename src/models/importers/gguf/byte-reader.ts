// Walks the head of a file forwards through a window of a megabyte: what is skipped beyond it is never read.
// `need` is asked only where the window may end, so that millions of short values are walked without waiting.
import { brokenFile } from '../broken-file.ts';
import type { ByteSource } from '../byte-source.ts';
import { quoted } from '../plain-text.ts';

const WINDOW_BYTES = 1 << 20;
/**
 * Header and vocabulary together. The largest vocabularies (262,000 tokens) take 10 MB, a tokenizer.json that some
 * files carry another 33 MB.
 */
const MOST_HEADER_BYTES = 64e6;
/** The longest text that is kept; longer ones (chat templates, tokenizers) are skipped. */
const LONGEST_KEPT_TEXT = 4096;

const decoder = new TextDecoder();

export class ByteReader {
  littleEndian = true;
  /** GGUF 1 wrote lengths in 4 bytes. */
  shortLengths = false;
  readonly #source: ByteSource;
  readonly #file: string;
  #window: Uint8Array = new Uint8Array(0);
  #view = new DataView(this.#window.buffer);
  /** Where in the file the window begins. */
  #start = 0;
  #position = 0;

  constructor(source: ByteSource) {
    this.#source = source;
    this.#file = quoted(source.name);
  }

  get position(): number {
    return this.#position;
  }

  get remaining(): number {
    return this.#source.size - this.#position;
  }

  /** Whether that many bytes can be read without `need`. */
  has(bytes: number): boolean {
    return this.#position + bytes <= this.#start + this.#window.length;
  }

  /**
   * Makes the next bytes readable.
   * @throws FlopscopeError `invalid-document` at the end of the file, or where the header grows beyond reason.
   */
  async need(bytes: number): Promise<void> {
    if (this.has(bytes)) return;
    if (bytes > this.remaining) this.cutOff();
    if (this.#position + bytes > MOST_HEADER_BYTES) {
      brokenFile(
        `The header of ${this.#file} goes on beyond ${MOST_HEADER_BYTES / 1e6} MB, which no model's does. It is damaged.`,
      );
    }
    const end = Math.min(this.#source.size, this.#position + Math.max(bytes, WINDOW_BYTES));
    this.#window = await this.#source.read(this.#position, end);
    this.#view = new DataView(
      this.#window.buffer,
      this.#window.byteOffset,
      this.#window.byteLength,
    );
    this.#start = this.#position;
    if (!this.has(bytes)) this.cutOff();
  }

  /** @throws FlopscopeError `invalid-document`, always. */
  cutOff(): never {
    brokenFile(
      `${this.#file} ends inside its header (byte ${this.#source.size}): it is cut off or damaged. Get it again.`,
    );
  }

  /** Goes on without reading. @throws FlopscopeError `invalid-document` beyond the end of the file. */
  skip(bytes: number): void {
    // Also for NaN and what is no whole number any more.
    if (!(bytes <= this.remaining)) this.cutOff();
    this.#position += bytes;
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  i8(): number {
    return this.#view.getInt8(this.#advance(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#advance(2), this.littleEndian);
  }

  i16(): number {
    return this.#view.getInt16(this.#advance(2), this.littleEndian);
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4), this.littleEndian);
  }

  i32(): number {
    return this.#view.getInt32(this.#advance(4), this.littleEndian);
  }

  f32(): number {
    return this.#view.getFloat32(this.#advance(4), this.littleEndian);
  }

  f64(): number {
    return this.#view.getFloat64(this.#advance(8), this.littleEndian);
  }

  /** Rounded beyond 2^53, which every caller refuses. */
  u64(): number {
    const at = this.#advance(8);
    const first = this.#view.getUint32(at, this.littleEndian);
    const second = this.#view.getUint32(at + 4, this.littleEndian);
    return this.littleEndian ? second * 2 ** 32 + first : first * 2 ** 32 + second;
  }

  i64(): number {
    return Number(this.#view.getBigInt64(this.#advance(8), this.littleEndian));
  }

  /** Bytes of a length or a dimension. */
  get lengthBytes(): number {
    return this.shortLengths ? 4 : 8;
  }

  /** A length, count or dimension. */
  length(): number {
    return this.shortLengths ? this.u32() : this.u64();
  }

  /** A text; undefined, and skipped, where it is too long to keep. */
  async text(): Promise<string | undefined> {
    await this.need(this.lengthBytes);
    const bytes = this.length();
    if (bytes > LONGEST_KEPT_TEXT) {
      this.skip(bytes);
      return undefined;
    }
    await this.need(bytes);
    const from = this.#advance(bytes);
    return decoder.decode(this.#window.subarray(from, from + bytes));
  }

  /** @returns the place in the window. */
  #advance(bytes: number): number {
    const at = this.#position - this.#start;
    this.#position += bytes;
    return at;
  }
}
