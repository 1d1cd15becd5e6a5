// Reads JSON from bytes in one pass without building it: a header of millions of entries costs no more memory than
// its bytes, and a key that occurs twice is seen, which JSON.parse would hide.
import { brokenFile } from '../broken-file.ts';

/** What these files nest is three deep; the rest is an attack or another kind of file. */
const DEEPEST = 64;

/** Longer texts are left to the decoder. */
const SHORT_TEXT = 32;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

const decoder = new TextDecoder('utf-8', { fatal: true });

export class JsonScanner {
  readonly #bytes: Uint8Array;
  /** "the header of model.safetensors", for errors. */
  readonly #what: string;
  #at = 0;

  constructor(bytes: Uint8Array, what: string) {
    this.#bytes = bytes;
    this.#what = what;
  }

  /**
   * Reads an object; `visit` must read the value of each key.
   * @throws FlopscopeError `invalid-document` here and in every method, naming the byte.
   */
  object(visit: (key: string) => void): void {
    this.#expect(OPEN_OBJECT, 'an object');
    if (this.#take(CLOSE_OBJECT)) return;
    do {
      const key = this.string();
      this.#expect(COLON, '“:”');
      visit(key);
    } while (this.#take(COMMA));
    this.#expect(CLOSE_OBJECT, '“,” or “}”');
  }

  /** Reads an array; `visit` must read each value. */
  array(visit: () => void): void {
    this.#expect(OPEN_ARRAY, 'an array');
    if (this.#take(CLOSE_ARRAY)) return;
    do visit();
    while (this.#take(COMMA));
    this.#expect(CLOSE_ARRAY, '“,” or “]”');
  }

  string(): string {
    const start = this.#stringStart();
    const plain = this.#skipString(start);
    const end = this.#at - 1;
    const short = plain && end - start <= SHORT_TEXT ? this.#ascii(start, end) : undefined;
    if (short !== undefined) return short;
    const raw = this.#bytes.subarray(start, end);
    try {
      const text = decoder.decode(raw);
      if (plain) return text;
      const parsed: unknown = JSON.parse(`"${text}"`);
      if (typeof parsed === 'string') return parsed;
    } catch {
      // Falls through to the sentence.
    }
    return this.#fail('a text that is valid UTF-8', start);
  }

  /** A whole number from 0 to 2^53 − 1. */
  count(): number {
    this.#skipSpace();
    const start = this.#at;
    let value = 0;
    for (;;) {
      const digit = (this.#bytes[this.#at] ?? 0) - 0x30;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      this.#at += 1;
      if (value > Number.MAX_SAFE_INTEGER) break;
    }
    const next = this.#bytes[this.#at];
    const ended = next === COMMA || next === CLOSE_ARRAY || next === CLOSE_OBJECT || isSpace(next);
    if (this.#at > start && ended && value <= Number.MAX_SAFE_INTEGER) return value;
    return this.#fail('a whole number from 0 to 2^53 − 1', start);
  }

  /** Any finite number. */
  number(): number {
    this.#skipSpace();
    const start = this.#at;
    this.#skipWord();
    // No number is longer; a word of megabytes is not copied.
    const text = decoder.decode(this.#bytes.subarray(start, Math.min(this.#at, start + 400)));
    const value = Number(text);
    return Number.isFinite(value) ? value : this.#fail('a number', start);
  }

  /** Any value, unread. */
  skip(): void {
    // The closing bracket of every open one; no recursion, so that depth costs no stack.
    const open: number[] = [];
    do {
      this.#skipSpace();
      const byte = this.#bytes[this.#at];
      if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        if (open.length === DEEPEST) this.#fail(`at most ${DEEPEST} levels`, this.#at);
        this.#at += 1;
        const close = byte === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_ARRAY;
        if (!this.#take(close)) {
          open.push(close);
          if (close === CLOSE_OBJECT) this.#skipKey();
          continue;
        }
      } else if (byte === QUOTE) {
        this.#skipString(this.#stringStart());
      } else {
        this.#skipWord();
      }
      while (open.length > 0) {
        const close = open.at(-1) ?? CLOSE_ARRAY;
        if (this.#take(COMMA)) {
          if (close === CLOSE_OBJECT) this.#skipKey();
          break;
        }
        this.#expect(close, close === CLOSE_OBJECT ? '“,” or “}”' : '“,” or “]”');
        open.pop();
      }
    } while (open.length > 0);
  }

  /** What the next value is. */
  peek(): 'object' | 'array' | 'string' | 'number' | 'word' {
    this.#skipSpace();
    const byte = this.#bytes[this.#at];
    if (byte === OPEN_OBJECT) return 'object';
    if (byte === OPEN_ARRAY) return 'array';
    if (byte === QUOTE) return 'string';
    return byte === MINUS || (byte !== undefined && byte >= 0x30 && byte <= 0x39)
      ? 'number'
      : 'word';
  }

  /** Nothing but space may follow. */
  end(): void {
    this.#skipSpace();
    if (this.#at < this.#bytes.length) this.#fail('the end', this.#at);
  }

  /** Faster than a decoder for the millions of short names; undefined for other letters. */
  #ascii(start: number, end: number): string | undefined {
    let text = '';
    for (let at = start; at < end; at++) {
      const byte = this.#bytes[at] ?? 0;
      if (byte >= 0x80) return undefined;
      text += String.fromCharCode(byte);
    }
    return text;
  }

  #skipKey(): void {
    this.#skipString(this.#stringStart());
    this.#expect(COLON, '“:”');
  }

  /** Position behind the quotation mark. */
  #stringStart(): number {
    this.#expect(QUOTE, 'a text in quotation marks');
    return this.#at;
  }

  /** Goes behind the closing mark. @returns whether the text holds no escapes. */
  #skipString(start: number): boolean {
    let plain = true;
    for (let at = start; at < this.#bytes.length; at++) {
      const byte = this.#bytes[at];
      if (byte === QUOTE) {
        this.#at = at + 1;
        return plain;
      }
      if (byte === BACKSLASH) {
        plain = false;
        at += 1;
      }
    }
    return this.#fail('the end of this text', start);
  }

  /** Numbers, true, false, null; what exactly does not matter to who skips it. */
  #skipWord(): void {
    const start = this.#at;
    while (isWord(this.#bytes[this.#at])) this.#at += 1;
    if (this.#at === start) this.#fail('a value', start);
  }

  #take(byte: number): boolean {
    this.#skipSpace();
    if (this.#bytes[this.#at] !== byte) return false;
    this.#at += 1;
    return true;
  }

  #expect(byte: number, what: string): void {
    if (!this.#take(byte)) this.#fail(what, this.#at);
  }

  #skipSpace(): void {
    while (isSpace(this.#bytes[this.#at])) this.#at += 1;
  }

  #fail(expected: string, at: number): never {
    const where = at >= this.#bytes.length ? 'its end' : `byte ${at}`;
    return brokenFile(
      `There is no valid JSON in ${this.#what}: at ${where} it lacks ${expected}. Get the file again, or write it anew.`,
    );
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isWord(byte: number | undefined): boolean {
  return (
    byte !== undefined &&
    ((byte >= 0x30 && byte <= 0x39) ||
      (byte >= 0x61 && byte <= 0x7a) ||
      byte === 0x45 ||
      byte === MINUS ||
      byte === 0x2b ||
      byte === 0x2e)
  );
}
