// The figures of submitted results as CSV, a line each, in base units.
import { precisionOf } from '../results/compare/figure-key.ts';
import { unitOf, valueOf } from '../results/compare/figure-rate.ts';
import { runOfSummary } from '../results/link/run-of-summary.ts';
import { validateSummary } from '../results/link/summary.ts';
import { csvTable, csvText } from '../shared/csv.ts';
import { problemLabel } from '../shared/problem.ts';
import type { Entry } from './store/result-store.ts';

/** As many as a summary has, and one for its rounding. */
const DIGITS = 5;

const header = [
  'result',
  'submitted_at',
  'measured_at',
  'device',
  'software_adapter',
  'suite',
  'suite_version',
  'host',
  'runtime',
  'operating_system',
  'figure',
  'precision',
  'kernel',
  'kernel_hash',
  'unit',
  'value',
  'value_low',
  'value_high',
] as const;

export function csvHeader(): string {
  return csvTable([header]);
}

export function csvOfEntry({ id, submittedAt, deviceName, summary }: Entry): string {
  const run = runOfSummary(validateSummary(JSON.parse(summary)));
  const facts = [
    csvText(id),
    submittedAt.toISOString(),
    csvText(run.createdAt),
    csvText(deviceName),
    String(run.identity.softwareAdapter),
    run.suite,
    csvText(run.suiteVersion),
    run.host,
    csvText(run.runtime),
    csvText(run.operatingSystem),
  ];
  const lines = run.figures.map((figure) => {
    const { median, low, high } = valueOf(figure);
    const name = figure.kind === 'ceiling' ? figure.ceiling : problemLabel(figure.problem);
    return [
      ...facts,
      csvText(name),
      precisionOf(figure),
      csvText(figure.kernel),
      csvText(figure.kernelHash),
      unitOf(figure),
      ...[median, low, high].map((value) => value.toPrecision(DIGITS)),
    ];
  });
  return lines.length === 0 ? '' : csvTable(lines);
}
