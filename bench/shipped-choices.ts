// Renews the table of choices that the lab ships for the adapter at hand:
//   npm run bench:choices -- --host chromium --blocks matmul,convolution
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { problemClass } from '../src/engine/tuner/problem-class.ts';
import { runBenchmark } from './support/hosts.ts';
import type { ShippedChoice, ShippedChoicesReport } from './suites/shipped-choices.ts';

interface Table {
  readonly source: string;
  readonly choices: readonly ShippedChoice[];
}

export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      host: { type: 'string', default: 'node' },
      blocks: { type: 'string', default: '' },
      'max-macs': { type: 'string', default: '1.1e9' },
      problems: { type: 'string', default: '2' },
      seconds: { type: 'string', default: '40' },
    },
  });
  const report = (await runBenchmark(
    values.host === 'chromium' ? 'chromium' : 'node',
    'shipped-choices',
    {
      blocks: values.blocks.split(','),
      maxMacs: Number(values['max-macs']),
      problemsPerBlock: Number(values.problems),
      budgetMs: Number(values.seconds) * 1e3,
    },
  )) as ShippedChoicesReport;
  const { vendor, architecture } = report;
  const path = `src/engine/tuner/shipped/${vendor}-${architecture}.json`;
  const table = {
    vendor,
    architecture,
    source: 'Measured: npm run bench:choices, every candidate raced, the winner of a final kept.',
    checked: new Date().toISOString().slice(0, 10),
    // What was not raced this time stays.
    choices: merged(await shippedBefore(path), report.choices),
  };
  await writeFile(path, `${JSON.stringify(table, null, 1)}\n`);
  process.stdout.write(`written: ${path}, ${table.choices.length} choices\n`);
}

async function shippedBefore(file: string): Promise<readonly ShippedChoice[]> {
  try {
    return (JSON.parse(await readFile(file, 'utf8')) as Table).choices;
  } catch {
    return [];
  }
}

function merged(
  before: readonly ShippedChoice[],
  now: readonly ShippedChoice[],
): readonly ShippedChoice[] {
  const key = ({ problem, parameters }: ShippedChoice) =>
    problemClass(problem, parameters['accumulatorBits'] ?? 0);
  const byClass = new Map([...before, ...now].map((choice) => [key(choice), choice]));
  return [...byClass.values()];
}
