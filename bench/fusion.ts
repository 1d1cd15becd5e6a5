// npm run bench:fusion: matrix products of BERT-base and GPT-2 with their epilogue fused, against the product
// and the passes that the epilogue replaces: -- --host chromium --precision f16
import { parseArgs } from 'node:util';
import type { ElementwiseProblem, MatmulProblem } from '../src/shared/problem.ts';
import { adapterSlug } from './support/adapter-slug.ts';
import { runBenchmark } from './support/hosts.ts';
import { writeResult } from './support/write-result.ts';
import type { FusionCase, FusionReport, TimedPart } from './suites/fusion.ts';

type Size = readonly [m: number, n: number, k: number];

function cases(precision: 'f32' | 'f16'): readonly FusionCase[] {
  const product = ([m, n, k]: Size, epilogue: Partial<MatmulProblem> = {}): MatmulProblem => ({
    op: 'matmul',
    m,
    n,
    k,
    precision,
    ...epilogue,
  });
  const pass = ([rows, columns]: Size, kind: ElementwiseProblem['kind']): ElementwiseProblem => ({
    op: 'elementwise',
    kind,
    rows,
    columns,
    precision,
  });
  const up: Size = [128, 3072, 768];
  const down: Size = [128, 768, 3072];
  const project: Size = [128, 768, 768];
  const shallow: Size = [1024, 1024, 64];
  return [
    {
      name: 'feed-forward up, bias and GELU',
      fused: product(up, { bias: true, activation: 'gelu' }),
      parts: [product(up), pass(up, 'bias-gelu')],
    },
    {
      name: 'feed-forward down, bias and residual',
      fused: product(down, { bias: true, residual: true }),
      parts: [product(down), pass(down, 'bias'), pass(down, 'add')],
    },
    {
      name: 'projection, bias',
      fused: product(project, { bias: true }),
      parts: [product(project), pass(project, 'bias')],
    },
    {
      name: 'depth 64, bias and ReLU: least arithmetic beside the passes',
      fused: product(shallow, { bias: true, activation: 'relu' }),
      parts: [product(shallow), pass(shallow, 'bias-relu')],
    },
  ];
}

export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      host: { type: 'string', default: 'node' },
      precision: { type: 'string', default: 'f32' },
      rounds: { type: 'string', default: '15' },
    },
  });
  const { host, precision } = values;
  if (host !== 'node' && host !== 'chromium') {
    throw new Error(`--host is "${host}"; choose node or chromium.`);
  }
  if (precision !== 'f32' && precision !== 'f16') {
    throw new Error(`--precision is "${precision}"; choose f32 or f16.`);
  }
  const report = (await runBenchmark(host, 'fusion', {
    cases: cases(precision),
    rounds: Number(values.rounds),
    sampleMs: 60,
  })) as FusionReport;
  process.stdout.write(`${report.adapter} (${report.host}), ${precision}\n`);
  for (const { name, fused, parts, gain } of report.rows) {
    process.stdout.write(
      `${name}: fused ${gain.median.toFixed(3)} times as fast (${gain.low.toFixed(3)}–${gain.high.toFixed(3)})\n` +
        [fused, ...parts].map(partLine).join(''),
    );
  }
  await writeResult(`fusion-${host}-${adapterSlug(report.adapter)}-${precision}`, report);
}

function partLine({ label, kernel, ms, bytes }: TimedPart): string {
  return `  ${ms.toFixed(3).padStart(9)} ms  ${(bytes / 1e6).toFixed(1).padStart(6)} MB  ${label}  ${kernel}\n`;
}
