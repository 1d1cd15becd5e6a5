// A comparison as CSV, one line for each figure of each device, with plain numbers in base units.
import { csvTable, csvText } from '../../shared/csv.ts';
import type { Interval } from '../../shared/statistics.ts';
import type { Comparison, Ratio } from './comparison.ts';
import { rowLabel } from './row-label.ts';

/** More than any interval supports, so that a reader may round as it likes. */
const DIGITS = 6;

const header = [
  'figure',
  'precision',
  'unit',
  'device',
  'software_adapter',
  'reference',
  'reports',
  'kernel',
  'kernel_hash',
  'value',
  'value_low',
  'value_high',
  'times_as_fast',
  'times_low',
  'times_high',
  'verdict',
  'reasons',
] as const;

/** Ratios are empty where the comparison withholds them; the verdict and its reasons stand there all the same. */
export function comparisonCsv({ devices, rows, basis }: Comparison): string {
  const lines = rows.flatMap((row) =>
    row.cells.flatMap((cell, index) => {
      const device = devices[index];
      if (cell === undefined || device === undefined) return [];
      return [
        [
          csvText(rowLabel(row, basis)),
          row.precision,
          row.unit,
          csvText(device.name),
          String(device.softwareAdapter),
          String(cell.ratio.kind === 'reference'),
          String(cell.reports),
          csvText(cell.kernel),
          csvText(cell.kernelHash),
          ...numbers(cell.value),
          ...ratioCells(cell.ratio),
        ],
      ];
    }),
  );
  return csvTable([header, ...lines]);
}

function ratioCells(ratio: Ratio): string[] {
  const { ratio: interval, comparability } = {
    ratio: undefined,
    comparability: undefined,
    ...ratio,
  };
  const codes = comparability?.reasons.map(({ code }) => code).join(' ') ?? '';
  return [
    ...(interval === undefined ? ['', '', ''] : numbers(interval)),
    comparability?.verdict ?? '',
    csvText(codes),
  ];
}

function numbers({ median, low, high }: Interval): string[] {
  return [median, low, high].map((value) => value.toPrecision(DIGITS));
}
