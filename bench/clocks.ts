// npm run bench:clocks: the timestamp clock against the wall-clock slope on the same kernel.
import { writeResult } from './support/write-result.ts';
import { parseArguments } from './support/arguments.ts';
import { runBenchmark } from './support/hosts.ts';
import type { ClocksReport } from './suites/clocks.ts';

/** The bar: within 3 % where a sample is at least 50 ms of work. */
const ALLOWED = 0.03;

export async function main(args: string[]): Promise<void> {
  const { host } = parseArguments(args);
  const report = (await runBenchmark(host, 'clocks', { sampleMs: 120, pairs: 60 })) as ClocksReport;
  const { median, low, high } = report.ratio;
  const percent = (value: number) => `${((value - 1) * 100).toFixed(2)} %`;
  process.stdout.write(
    `${report.adapter} (${host}): ${report.executions} executions, ${report.workMs.toFixed(0)} ms of work a sample\n` +
      `timestamps over wall clock: ${percent(median)} (95 %: ${percent(low)} to ${percent(high)}), ` +
      `${Math.abs(median - 1) <= ALLOWED ? 'within' : 'OUTSIDE'} ± 3 %\n`,
  );
  await writeResult(`clocks-${host}`, report);
}
