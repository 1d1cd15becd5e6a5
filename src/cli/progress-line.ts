// Progress on stderr: one line that rewrites itself on a terminal, one line per step elsewhere.
import type { MeasureEvent } from '../shared/events.ts';

const BAR_WIDTH = 24;

/** Terminals redraw at most this often; more would only flicker. */
const REDRAW_MS = 100;

export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  #lastDraw = 0;
  #lastStep = '';

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  show(event: MeasureEvent): void {
    if (event.type !== 'progress') return;
    const { step, fraction, remainingMs } = event;
    if (!this.#stream.isTTY) {
      const title = step.split(':')[0] ?? step;
      if (title === this.#lastStep) return;
      this.#lastStep = title;
      this.#stream.write(`${percent(fraction)} ${title}\n`);
      return;
    }
    const now = Date.now();
    if (now - this.#lastDraw < REDRAW_MS && fraction < 1) return;
    this.#lastDraw = now;
    const filled = Math.round(fraction * BAR_WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
    const left = `${Math.ceil(remainingMs / 1000)} s left`;
    const line = `${bar} ${percent(fraction)}  ${left}  ${step}`;
    this.#stream.write(`\r\x1b[2K${line.slice(0, (this.#stream.columns || 80) - 1)}`);
  }

  /** Leaves the terminal line empty for what follows. */
  clear(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\x1b[2K');
  }
}

function percent(fraction: number): string {
  return `${Math.round(fraction * 100)}`.padStart(3) + ' %';
}
