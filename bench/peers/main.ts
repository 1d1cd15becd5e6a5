// npm run bench:peers: Flopscope against the libraries that people use, side by side on one adapter.
import { mkdir, writeFile } from 'node:fs/promises';
import { asFlopscopeError, FlopscopeError } from '../../src/shared/errors.ts';
import { type Options, parseArguments } from './arguments.ts';
import { type OpenHost, openHost } from './hosts.ts';
import { installPeers } from './install.ts';
import { formatReport, type Report, summarise } from './report.ts';
import type { Row } from './row.ts';
import { type Shape, tooLarge } from './shapes.ts';

/** What a person may wait for each shape to be tuned. */
const RACE_MS = 8000;

const EXIT_BAD_INPUT = 2;

export async function main(args: string[]): Promise<void> {
  try {
    await run(parseArguments(args));
  } catch (thrown) {
    const error = asFlopscopeError(thrown);
    if (error.code !== 'invalid-input') throw thrown;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_BAD_INPUT);
  }
}

async function run(options: Options): Promise<void> {
  const started = performance.now();
  const versions = installPeers();
  const host = await openHost(
    options.host,
    { samples: options.samples, budgetMs: options.budget * 1e3, raceMs: RACE_MS },
    log,
  );
  try {
    const shapes = fitting(options, host);
    const { rows, skipped } = await measureAll(host, shapes.fitting);
    const report = summarise({
      date: new Date().toISOString().slice(0, 10),
      host: options.host,
      environment: host.facts,
      versions,
      seconds: (performance.now() - started) / 1e3,
      rows,
      skipped: [...shapes.skipped, ...skipped],
    });
    process.stdout.write(
      options.json ? `${JSON.stringify(report, null, 1)}\n` : `${formatReport(report)}\n`,
    );
    if (options.whole) await keep(report);
  } finally {
    await host.close();
  }
}

interface Skipped {
  readonly shape: string;
  readonly reason: string;
}

/** @throws FlopscopeError `invalid-input` for a shape that was asked for and that the device cannot hold. */
function fitting(
  { shapes, whole }: Options,
  { facts }: OpenHost,
): { fitting: readonly Shape[]; skipped: readonly Skipped[] } {
  const skipped = shapes.flatMap((shape) => {
    const reason = tooLarge(shape, facts.bindingBytes);
    return reason === undefined ? [] : [{ shape: shape.name, reason }];
  });
  const [first] = skipped;
  if (!whole && first !== undefined) throw new FlopscopeError('invalid-input', first.reason);
  const names = new Set(skipped.map(({ shape }) => shape));
  return { fitting: shapes.filter(({ name }) => !names.has(name)), skipped };
}

async function measureAll(
  host: OpenHost,
  shapes: readonly Shape[],
): Promise<{ rows: readonly Row[]; skipped: readonly Skipped[] }> {
  const rows: Row[] = [];
  const skipped: Skipped[] = [];
  for (const [index, shape] of shapes.entries()) {
    try {
      const row = await host.measure(shape);
      rows.push(row);
      const ratio = row.ratio === null ? 'no ratio' : `ratio ${row.ratio.median.toFixed(2)}`;
      log(`${index + 1}/${shapes.length} ${shape.name}: ${ratio}, ${row.seconds.toFixed(0)} s`);
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      skipped.push({ shape: shape.name, reason });
      log(`${index + 1}/${shapes.length} ${shape.name}: ${reason}`);
    }
  }
  return { rows, skipped };
}

async function keep(report: Report): Promise<void> {
  const adapter = report.environment.adapter.toLowerCase();
  const software = /swiftshader|llvmpipe/.exec(adapter)?.[0];
  const name = software ?? adapter.replace(/[^a-z0-9]+/g, '-');
  const path = `bench/results/peers-${report.host}-${name}.json`;
  await mkdir('bench/results', { recursive: true });
  await writeFile(path, `${JSON.stringify(report, null, 1)}\n`);
  log(`written: ${path}`);
}

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}
