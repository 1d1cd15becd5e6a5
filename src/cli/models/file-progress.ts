// How much of a file was read, on stderr: a line that rewrites itself on a terminal, nothing elsewhere.

/** Most files are read in less, and a line that flashes up tells nothing. */
const QUIET_MS = 300;
/** Terminals redraw at most this often; more would only flicker. */
const REDRAW_MS = 100;

export class FileProgress {
  readonly #stream: NodeJS.WriteStream;
  readonly #name: string;
  #nextDraw = Date.now() + QUIET_MS;
  #drawn = false;

  constructor(stream: NodeJS.WriteStream, name: string) {
    this.#stream = stream;
    this.#name = name;
  }

  /** @param share 0 to 1. */
  show(share: number): void {
    const now = Date.now();
    if (!this.#stream.isTTY || now < this.#nextDraw) return;
    this.#nextDraw = now + REDRAW_MS;
    this.#drawn = true;
    const line = `${String(Math.round(share * 100)).padStart(3)} % of ${this.#name}`;
    this.#stream.write(`\r\x1b[2K${line.slice(0, (this.#stream.columns || 80) - 1)}`);
  }

  /** Leaves the terminal line empty for what follows. */
  clear(): void {
    if (this.#drawn) this.#stream.write('\r\x1b[2K');
  }
}
