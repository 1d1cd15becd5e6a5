// The table of a sweep over variants: those that were sampled with their interval, the others with their
// first look or why they failed.
import { named, type VariantRow, type VariantsReport } from '../suites/variants.ts';

export function printVariants({ adapter, host, problems }: VariantsReport): void {
  for (const { label, problem, ceiling, ceilingSpread, rows } of problems) {
    const width = Math.max(...rows.map((row) => name(row).length));
    process.stdout.write(
      `${adapter} (${host}), ${label} in ${problem.precision}\n` +
        `ceiling ${ceiling.rate.median.toFixed(1)} GFLOP/s (${named(ceiling.tunables)}), ` +
        `its own samples differ by up to ${ceilingSpread.toFixed(2)} times\n` +
        `${'variant'.padEnd(width)}    GFLOP/s         95 %     ceiling  ratio  compile ms\n` +
        `${rows.map((row) => line(row, width)).join('\n')}\n`,
    );
  }
}

function name({ kernel, tunables }: VariantRow): string {
  return `${kernel} ${named(tunables)}`;
}

function line(row: VariantRow, width: number): string {
  const start = name(row).padEnd(width);
  const compile = row.compileMs.toFixed(0).padStart(7);
  if (row.rate === null) {
    const look = row.firstLook === null ? row.failure : row.firstLook.toFixed(2).padStart(9);
    return `${start}  ${look}${row.firstLook === null ? '' : `  at first  ${compile}`}`;
  }
  const { median, low, high } = row.rate;
  return [
    start,
    median.toFixed(2).padStart(9),
    `${low.toFixed(2)}–${high.toFixed(2)}`.padStart(15),
    percent(row.shareOfCeiling).padStart(8),
    (row.ratioToReference?.toFixed(2) ?? '').padStart(6),
    compile,
  ].join('  ');
}

function percent(value: number | null): string {
  return value === null ? '' : `${(value * 100).toFixed(1)} %`;
}
