// A window over a file of any size: what is read stays in memory until the window moves on, and what is
// skipped is never read.
import { BinaryReader } from '@bufbuild/protobuf/wire';
import { throwIfAborted } from '../../../../shared/errors.ts';
import { brokenFile } from '../../broken-file.ts';
import type { ByteSource } from '../../byte-source.ts';
import type { ImportOptions } from '../../imported-model.ts';

/** Reading on where the last window ended: large blocks. */
const SEQUENTIAL_BYTES = 1 << 20;
/** After a jump over a tensor the next header is a few hundred bytes. */
const JUMP_BYTES = 1 << 14;

export interface Range {
  readonly start: number;
  /** Not included. */
  readonly end: number;
}

export class WireFile {
  readonly source: ByteSource;
  readonly #options: ImportOptions;
  #start = 0;
  #bytes: Uint8Array = new Uint8Array();
  #reader = new BinaryReader(this.#bytes);

  constructor(source: ByteSource, options: ImportOptions) {
    this.source = source;
    this.#options = options;
  }

  /** Whether the range, cut at the end of the file, is in memory. */
  holds({ start, end }: Range): boolean {
    const last = Math.min(end, this.source.size);
    return start >= this.#start && last <= this.#start + this.#bytes.length;
  }

  /** Moves the window so that it begins at `start` and holds the range. */
  async load({ start, end }: Range): Promise<void> {
    throwIfAborted(this.#options.signal);
    this.#options.onProgress?.(start / this.source.size);
    const next = this.#start + this.#bytes.length;
    const jumped = start > next || start < this.#start;
    const wanted = Math.max(end - start, jumped ? JUMP_BYTES : SEQUENTIAL_BYTES);
    const last = Math.min(start + wanted, this.source.size);
    const bytes = await this.source.read(start, last);
    if (bytes.length < last - start) {
      brokenFile(`The file ends at byte ${start + bytes.length}; it was cut while being read.`);
    }
    this.#start = start;
    this.#bytes = bytes;
    this.#reader = new BinaryReader(bytes);
  }

  /** A reader that stands at `position`, which must be in the window. */
  readerAt(position: number): BinaryReader {
    this.#reader.pos = position - this.#start;
    return this.#reader;
  }

  /** Where the reader stands in the file. */
  get position(): number {
    return this.#start + this.#reader.pos;
  }

  /** A view of what is in the window; valid until it moves. */
  view({ start, end }: Range): Uint8Array {
    return this.#bytes.subarray(start - this.#start, end - this.#start);
  }

  /** The bytes of a range, read when they are not there. */
  async bytes(range: Range): Promise<Uint8Array> {
    if (!this.holds(range)) await this.load(range);
    return this.view(range);
  }
}
