// npm run bench:repeatability: the quick suite five times, and the spread of every figure.
import { parseArguments } from './support/arguments.ts';
import { runBenchmark } from './support/hosts.ts';
import { writeResult } from './support/write-result.ts';
import { type RepeatabilityReport, typical } from './suites/repeatability.ts';

export async function main(args: string[]): Promise<void> {
  const { host, suite } = parseArguments(args);
  const report = (await runBenchmark(host, 'repeatability', {
    suite,
    runs: 5,
  })) as RepeatabilityReport;
  const percent = (value: number | null) =>
    value === null ? '' : `${(value * 100).toFixed(1)} %`.padStart(7);
  const width = Math.max(...report.rows.map((row) => row.what.length));
  const lines = report.rows.map(
    (row) => `${row.what.padEnd(width)}  ${percent(row.raw)}  ${percent(row.corrected)}`,
  );
  process.stdout.write(
    `${report.adapter} (${host}), suite ${suite}, runs of ${report.durationsMs.map((ms) => (ms / 1e3).toFixed(0)).join(', ')} s\n` +
      `${'coefficient of variation'.padEnd(width)}      raw  corrected\n${lines.join('\n')}\n` +
      `median over all: raw ${percent(typical(report.rows, 'raw'))}, corrected ${percent(typical(report.rows, 'corrected'))}\n`,
  );
  const { profiles, ...summary } = report;
  await writeResult(`repeatability-${suite}-${host}`, {
    ...summary,
    runtime: profiles[0]?.environment.runtime,
    drift: profiles.map((profile) => profile.drift.largestChange),
  });
}
