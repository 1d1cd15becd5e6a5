// npm run bench:matmul: every variant of every matrix product on one shape, as shares of the ceiling.
import { parseArgs } from 'node:util';
import type { MatmulProblem } from '../src/shared/problem.ts';
import { runBenchmark } from './support/hosts.ts';
import { writeResult } from './support/write-result.ts';
import { type MatmulVariantsReport, named, type VariantRow } from './suites/matmul-variants.ts';

export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      host: { type: 'string', default: 'node' },
      shape: { type: 'string', default: '1024x1024x1024' },
      precision: { type: 'string', default: 'f32' },
      rounds: { type: 'string', default: '7' },
      only: { type: 'string', default: '' },
    },
  });
  const { host, precision } = values;
  if (host !== 'node' && host !== 'chromium') {
    throw new Error(`--host is "${host}"; choose node or chromium.`);
  }
  if (precision !== 'f32' && precision !== 'f16') {
    throw new Error(`--precision is "${precision}"; choose f32 or f16.`);
  }
  const report = (await runBenchmark(host, 'matmul-variants', {
    problem: { ...parseShape(values.shape), precision },
    rounds: Number(values.rounds),
    sampleMs: 60,
    only: values.only === '' ? [] : values.only.split(','),
  })) as MatmulVariantsReport;
  printTable(report);
  const adapter = report.adapter
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .split('-')
    .slice(0, 3)
    .join('-');
  await writeResult(`matmul-variants-${host}-${adapter}-${precision}`, report);
}

/** Sizes as M×N×K, the order in which the lab prints them. */
function parseShape(text: string): Omit<MatmulProblem, 'precision'> {
  const [m = 0, n = 0, k = 0, ...rest] = text.split('x').map(Number);
  if (rest.length > 0 || ![m, n, k].every((size) => Number.isSafeInteger(size) && size > 0)) {
    throw new Error(`--shape is "${text}"; write MxNxK, for instance 1024x1024x1024.`);
  }
  return { op: 'matmul', m, n, k };
}

function printTable({
  adapter,
  host,
  problem,
  ceiling,
  ceilingSpread,
  rows,
}: MatmulVariantsReport) {
  const { m, n, k, precision } = problem;
  const name = ({ kernel, tunables }: VariantRow) => `${kernel} ${named(tunables)}`;
  const width = Math.max(...rows.map((row) => name(row).length));
  const lines = rows.map((row) => {
    if (row.rate === null) return `${name(row).padEnd(width)}  ${row.failure}`;
    const { median, low, high } = row.rate;
    return [
      name(row).padEnd(width),
      median.toFixed(2).padStart(9),
      `${low.toFixed(2)}–${high.toFixed(2)}`.padStart(15),
      percent(row.shareOfCeiling).padStart(8),
      (row.ratioToPlain?.toFixed(2) ?? '').padStart(6),
      row.compileMs.toFixed(0).padStart(7),
    ].join('  ');
  });
  process.stdout.write(
    `${adapter} (${host}), ${m} × ${n} × ${k} in ${precision}\n` +
      `ceiling ${ceiling.rate.median.toFixed(1)} GFLOP/s (${named(ceiling.tunables)}), ` +
      `its own samples differ by up to ${ceilingSpread.toFixed(2)} times\n` +
      `${'variant'.padEnd(width)}    GFLOP/s         95 %     ceiling   4×4  compile ms\n` +
      `${lines.join('\n')}\n`,
  );
}

function percent(value: number | null): string {
  return value === null ? '' : `${(value * 100).toFixed(1)} %`;
}
