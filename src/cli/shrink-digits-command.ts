// `flopscope shrink-digits`: a network that reads handwritten digits, pruned, quantized, narrowed and distilled on this
// GPU, and what each costs in accuracy over several seeds.
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { acquireDevice } from '../engine/device/acquire-device.ts';
import type { GpuSession } from '../engine/device/gpu-session.ts';
import { identify } from '../engine/device/identity.ts';
import { runDigits } from '../engine/shrink/run-digits.ts';
import type { FootprintRequest } from '../estimate/footprint/footprint.ts';
import { loadFootprintFacts } from '../estimate/footprint/load-footprint-facts.ts';
import { digitsCosts } from '../estimate/shrink/digits-costs.ts';
import { runningPower } from '../estimate/shrink/running-power.ts';
import { loadDigits } from '../facts/digits/digits.ts';
import { DigitsData } from '../models/digits-shrink/digits-data.ts';
import {
  digitsDocument,
  type DigitsPiece,
  parseDigitsDocument,
} from '../models/digits-shrink/digits-piece.ts';
import {
  DIGITS_SIZES,
  digitsPlan,
  type DigitsSize,
  MOST_SEEDS,
} from '../models/digits-shrink/digits-plan.ts';
import { summariseDigits } from '../models/digits-shrink/summarise-digits.ts';
import { KernelRates } from '../rates/kernel-rates.ts';
import { FlopscopeError } from '../shared/errors.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { formatDigitsSummary } from './format-digits-summary.ts';
import { measuredHere } from './measured-here.ts';
import { nodeProvider } from './node-provider.ts';
import { parseNumber } from './parse-number.ts';
import { print } from './print.ts';

interface Options {
  readonly size: DigitsSize;
  readonly seeds?: number;
  readonly only?: readonly string[];
  readonly resume?: string;
  readonly output?: string;
  readonly profile?: string;
  readonly adapter?: string;
  readonly json?: true;
}

/** Ten seeds of the full size take a tenth of it. */
const MOST_RECORD_BYTES = 64 * 2 ** 20;

export function shrinkDigitsCommand(): Command {
  return new Command('shrink-digits')
    .description('prune, quantize, narrow and distil a network of digits, and examine what is left')
    .addOption(
      new Option('--size <size>', 'how long everything is trained')
        .choices([...DIGITS_SIZES])
        .default('smoke'),
    )
    .option(
      '--seeds <n>',
      `how often all of it is done, each time anew (1–${MOST_SEEDS})`,
      (text) => parseNumber(text, '--seeds', { min: 1, max: MOST_SEEDS }),
    )
    .option(
      '--only <steps>',
      'run these steps alone, separated by commas: int8,student,…',
      (text) => text.split(','),
    )
    .option('--resume <file>', 'go on from the record of a run that was stopped')
    .option('--output <file>', 'keep the record here, after every step (default: the resumed one)')
    .option(
      '--profile <file>',
      'a result of the suite "training" of this device; it chooses the kernels (default: the latest)',
    )
    .option('--adapter <name>', 'number, name or part of the name of an adapter')
    .option('--json', 'print every piece and the summary as JSON on standard output')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { size, seeds, only, resume, profile, adapter, json } = options;
  const plan = digitsPlan(size, seeds);
  const pieces = resume === undefined ? [] : await readRecord(resume);
  const output = options.output ?? resume;
  const data = new DigitsData(await loadDigits());
  const controller = new AbortController();
  const onInterrupt = () => {
    controller.abort();
  };
  process.once('SIGINT', onInterrupt);
  const provider = await nodeProvider(adapter);
  const measured = await measuredHere(provider, profile);
  const session = await acquireDevice(provider);
  const line = new SteppedLine(process.stderr);
  try {
    const rates =
      measured === undefined ? {} : { rates: new KernelRates(measured, session.traits) };
    const keeping = new RecordFile(output);
    const found = await runDigits(
      session,
      { plan, data, pieces, ...(only === undefined ? {} : { only }), ...rates },
      {
        signal: controller.signal,
        onProgress: ({ fraction, seed, step }) => {
          line.show(fraction, `seed ${seed}, ${step}`);
        },
        onPiece: (piece, all) => {
          line.tell(`seed ${piece.seed}, ${piece.step}: ${accuracyOf(piece)} right`);
          keeping.write(all);
        },
      },
    );
    await keeping.done();
    line.clear();
    const summary = summariseDigits(plan, found);
    const costs = digitsCosts(summary, await powerOf(session, measured));
    const document = JSON.stringify({ plan, pieces: found, summary, costs }, null, 2);
    await print(
      json === true
        ? `${document}\n`
        : formatDigitsSummary(plan, { ...summary, costs }, measured !== undefined),
    );
  } catch (thrown) {
    throw await session.explain(thrown);
  } finally {
    session.dispose();
    process.removeListener('SIGINT', onInterrupt);
  }
}

/** Measured by its sensors where the profile has that, else by its rating. */
async function powerOf(
  { info }: GpuSession,
  measured: DeviceProfile | undefined,
): Promise<FootprintRequest | undefined> {
  const device = measured ?? {
    identity: identify(info, ''),
    createdAt: new Date().toISOString(),
  };
  const parsed = runningPower(device, await loadFootprintFacts());
  return parsed.ok ? parsed.request : undefined;
}

function accuracyOf({ right, examined }: DigitsPiece): string {
  return `${((100 * right) / examined).toFixed(2)} %`;
}

async function readRecord(path: string): Promise<readonly DigitsPiece[]> {
  let source: string;
  try {
    const { size } = await stat(path);
    if (size > MOST_RECORD_BYTES) throw new Error('it is far larger than such a record can be');
    source = await readFile(path, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FlopscopeError('invalid-input', `The record "${path}" cannot be read: ${reason}.`, {
      cause,
    });
  }
  return parseDigitsDocument(source);
}

/** Writes one version after the other, each beside the file first, so that no moment leaves half of one. */
class RecordFile {
  readonly #path: string | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string | undefined) {
    this.#path = path;
  }

  write(pieces: readonly DigitsPiece[]): void {
    const path = this.#path;
    if (path === undefined) return;
    const document = digitsDocument(pieces);
    this.#writing = this.#writing.then(async () => {
      await writeFile(`${path}.part`, document);
      await rename(`${path}.part`, path);
    });
    // Told when the run ends, or on its way to do so.
    this.#writing.catch(() => undefined);
  }

  async done(): Promise<void> {
    await this.#writing;
  }
}

/** One line that rewrites itself on a terminal, with what is finished above it. */
class SteppedLine {
  readonly #stream: NodeJS.WriteStream;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  show(fraction: number, step: string): void {
    if (!this.#stream.isTTY) return;
    this.#stream.write(`\r\x1b[2K${String(Math.round(100 * fraction)).padStart(3)} %  ${step}`);
  }

  tell(text: string): void {
    this.clear();
    this.#stream.write(`${text}\n`);
  }

  clear(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\x1b[2K');
  }
}
