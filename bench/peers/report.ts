// The result of a whole run, and the table that a person reads.
import { formatTable } from '../../src/cli/format-table.ts';
import type { Interval } from '../../src/shared/statistics.ts';
import { type ContenderId, CONTENDERS } from './contender.ts';
import type { FieldFacts } from './field.ts';
import { geometricMean } from './ratio.ts';
import type { Row } from './row.ts';

export interface Report {
  readonly date: string;
  readonly host: string;
  readonly environment: FieldFacts;
  readonly versions: Readonly<Record<string, string>>;
  readonly seconds: number;
  readonly rows: readonly Row[];
  /** Shapes that could not be measured at all. */
  readonly skipped: readonly { readonly shape: string; readonly reason: string }[];
  readonly geometricMean: Interval | null;
  readonly worst: { readonly shape: string; readonly ratio: Interval } | null;
}

export function summarise(parts: Omit<Report, 'geometricMean' | 'worst'>): Report {
  const compared = parts.rows.filter(({ ratios }) => ratios.length > 0);
  const worst = compared.reduce<Report['worst']>((lowest, { shape, ratio }) => {
    if (ratio === null || (lowest !== null && lowest.ratio.median <= ratio.median)) return lowest;
    return { shape, ratio };
  }, null);
  return {
    ...parts,
    geometricMean:
      compared.length === 0 ? null : geometricMean(compared.map(({ ratios }) => ratios)),
    worst,
  };
}

const TITLES: Readonly<Record<ContenderId, string>> = {
  flopscope: 'Flopscope',
  tfjs: 'tfjs',
  ort: 'onnxruntime',
  jax: 'jax-js',
};

export function formatReport(report: Report): string {
  const { environment, rows } = report;
  const versions = Object.entries(report.versions).map(([name, version]) => `${name} ${version}`);
  const header = [
    'GFLOPS',
    ...CONTENDERS.map((id) => TITLES[id]),
    'Flopscope ÷ best peer',
    'sentinel',
  ];
  const cells = rows.map((row) => [
    row.shape,
    ...CONTENDERS.map((id) => rateCell(row, id)),
    row.ratio === null ? '–' : `${ratioText(row.ratio)}  ${row.bestPeer ?? ''}`,
    sentinelCell(row),
  ]);
  return [
    `${environment.adapter}, ${environment.runtime}, ${environment.operatingSystem}`,
    versions.join(', '),
    `Multiply-add ceiling ${digits(environment.ceilingGflops)} GFLOPS. Rates with half their 95 % interval.`,
    '',
    formatTable([header, ...cells]),
    '',
    ...notes(report),
    summaryLine(report),
  ].join('\n');
}

function rateCell({ measured }: Row, id: ContenderId): string {
  const rate = measured[id]?.gflops;
  if (rate === undefined) return 'failed';
  const half = (rate.high - rate.low) / 2 / rate.median;
  return half === 0 ? digits(rate.median) : `${digits(rate.median)} ±${(100 * half).toFixed(0)} %`;
}

function sentinelCell({ sentinel }: Row): string {
  const moved = `${(100 * sentinel.moved).toFixed(1)} %`;
  return sentinel.attempts === 1 ? moved : `${moved}, attempt ${sentinel.attempts}`;
}

function notes({ rows, skipped }: Report): string[] {
  const failures = new Map<string, string[]>();
  for (const row of rows) {
    for (const id of CONTENDERS) {
      const reason = row.failures[id];
      if (reason === undefined) continue;
      const line = `${TITLES[id]}: ${reason}`;
      failures.set(line, [...(failures.get(line) ?? []), row.shape]);
    }
  }
  const lines = [...failures].map(([line, shapes]) =>
    shapes.length === rows.length ? `${line} (all shapes)` : `${line} (${shapes.join(', ')})`,
  );
  lines.push(...skipped.map(({ shape, reason }) => `${shape} was not measured: ${reason}`));
  return lines.length === 0 ? [] : [...lines, ''];
}

function summaryLine({ rows, geometricMean: mean, worst, seconds }: Report): string {
  const repeated = rows.filter(({ sentinel }) => sentinel.attempts > 1).length;
  const took = `${rows.length} shapes in ${(seconds / 60).toFixed(1)} min, ${repeated} repeated for drift.`;
  if (mean === null || worst === null) return `Nothing to compare. ${took}`;
  return `Geometric mean ${ratioText(mean)}, worst ${ratioText(worst.ratio)} (${worst.shape}). ${took}`;
}

function ratioText({ median, low, high }: Interval): string {
  return `${digits(median)} (${digits(low)}–${digits(high)})`;
}

/** Three significant digits, never as a power of ten. */
function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
