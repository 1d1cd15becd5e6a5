// npm run bench:matmul: every variant of every matrix product on one shape, as shares of the ceiling.
import { parseArgs } from 'node:util';
import type { MatmulProblem } from '../src/shared/problem.ts';
import { adapterSlug } from './support/adapter-slug.ts';
import { runBenchmark } from './support/hosts.ts';
import { writeResult } from './support/write-result.ts';
import { printVariants } from './support/print-variants.ts';
import type { VariantsReport } from './suites/variants.ts';

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
  const report = (await runBenchmark(host, 'variants', {
    problems: [{ ...parseShape(values.shape), precision }],
    // What everyone writes first after reading about tiling; the figures of others are compared with it.
    reference: { kernel: 'matmul/register-tile', tunables: { tileM: 4, tileN: 4 } },
    rounds: Number(values.rounds),
    sampleMs: 60,
    only: values.only === '' ? [] : values.only.split(','),
  })) as VariantsReport;
  printVariants(report);
  await writeResult(`matmul-variants-${host}-${adapterSlug(report.adapter)}-${precision}`, report);
}

/** Sizes as M×N×K, the order in which the lab prints them. */
function parseShape(text: string): Omit<MatmulProblem, 'precision'> {
  const [m = 0, n = 0, k = 0, ...rest] = text.split('x').map(Number);
  if (rest.length > 0 || ![m, n, k].every((size) => Number.isSafeInteger(size) && size > 0)) {
    throw new Error(`--shape is "${text}"; write MxNxK, for instance 1024x1024x1024.`);
  }
  return { op: 'matmul', m, n, k };
}
