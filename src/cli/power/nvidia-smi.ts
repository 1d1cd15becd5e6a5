// The power of NVIDIA's graphics boards: nvidia-smi, which comes with the driver, left running in a loop.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { PowerReading, PowerSeries } from '../../engine/power/power-meter.ts';

/** Drivers since 530 have the momentary power; older ones only a mean over up to a second. */
const FIELDS = ['power.draw.instant', 'power.draw'] as const;

const FORMAT = '--format=csv,noheader,nounits';

/** A driver that needs longer than this to answer is not usable for sampling. */
const ANSWER_MS = 10_000;

/** Farther off than this, nvidia-smi and Node do not agree on the time zone. */
const CLOCK_DISAGREEMENT_MS = 60_000;

export interface NvidiaReading {
  /** Milliseconds since 1970 by the time that nvidia-smi took. */
  readonly epochMs: number;
  readonly index: number;
  readonly name: string;
  readonly watts: number;
}

/**
 * Reads "2026/11/21 23:01:22.123, 0, NVIDIA H200, 112.34"; the time is local.
 * @returns undefined for anything else, such as "[N/A]" in the place of the watts.
 */
export function parseNvidiaLine(line: string): NvidiaReading | undefined {
  const match =
    /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+):(\d+)\.(\d{3}), (\d+), (.+), (\d+(?:\.\d+)?)\s*$/.exec(line);
  if (match === null) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, ms = 0, index = 0] = match
    .slice(1, 9)
    .map(Number);
  const epochMs = new Date(year, month - 1, day, hour, minute, second, ms).getTime();
  return { epochMs, index, name: match[9] ?? '', watts: Number(match[10]) };
}

export class NvidiaSmi {
  readonly #field: string;
  readonly #boards = new Map<
    number,
    { readonly name: string; readonly readings: PowerReading[] }
  >();
  #child: ChildProcess | undefined;

  /** @returns undefined where there is no nvidia-smi, or no board that tells its power. */
  static async find(): Promise<NvidiaSmi | undefined> {
    for (const field of FIELDS) {
      const answer = await ask([query(field), FORMAT]);
      if (answer.split('\n').some((line) => parseNvidiaLine(line) !== undefined)) {
        return new NvidiaSmi(field);
      }
    }
    return undefined;
  }

  private constructor(field: string) {
    this.#field = field;
  }

  /** @param now the clock of the readings, in milliseconds. */
  start(intervalMs: number, now: () => number): void {
    const child = spawn('nvidia-smi', [query(this.#field), FORMAT, `--loop-ms=${intervalMs}`], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    // A tool that is taken away in the middle of a run ends the series, not the run.
    child.on('error', () => undefined);
    this.#child = child;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const reading = parseNvidiaLine(line);
      if (reading !== undefined) this.#keep(reading, now());
    });
  }

  #keep({ epochMs, index, name, watts }: NvidiaReading, nowMs: number): void {
    const board = this.#boards.get(index) ?? { name, readings: [] };
    this.#boards.set(index, board);
    // The line may have waited while this process was busy: its own time is the better one.
    const ageMs = Date.now() - epochMs;
    const atMs = Math.abs(ageMs) < CLOCK_DISAGREEMENT_MS ? nowMs - ageMs : nowMs;
    if (atMs > (board.readings.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY)) {
      board.readings.push({ atMs, watts });
    }
  }

  async stop(): Promise<readonly PowerSeries[]> {
    const child = this.#child;
    if (child?.exitCode === null && child.kill()) await once(child, 'close');
    return Array.from(this.#boards, ([index, { name, readings }]) => ({
      source: `nvidia-smi ${this.#field}`,
      covers: `the graphics board ${name} (${index})`,
      gpuVendor: 'nvidia',
      readings,
    }));
  }
}

function query(field: string): string {
  return `--query-gpu=timestamp,index,name,${field}`;
}

/** What nvidia-smi prints, empty when it fails or does not exist. */
function ask(args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile('nvidia-smi', args, { timeout: ANSWER_MS }, (error, stdout) => {
      resolve(error === null ? stdout : '');
    });
  });
}
