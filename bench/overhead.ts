// npm run bench:overhead: what a training step costs beyond the sum of its kernels:
// -- --host chromium --networks lenet,resnet18 --rounds 11 --profile FILE
import { parseArgs } from 'node:util';
import type { Interval } from '../src/shared/statistics.ts';
import { adapterSlug } from './support/adapter-slug.ts';
import { runBenchmark } from './support/hosts.ts';
import { measuredKernels } from './support/measured-kernels.ts';
import { writeResult } from './support/write-result.ts';
import type { OverheadOptions, OverheadReport, OverheadRow } from './suites/overhead.ts';

const NETWORKS = 'lenet,resnet-stage,bert-layer-1,resnet18';

/** On shorter steps, waiting alone may be more than a tenth. */
const JUDGED_FROM_MS = 50;
const BAR = 0.1;

/** Kernels that are listed for a network: those that lose most. */
const LISTED = 5;

export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      host: { type: 'string', default: 'node' },
      networks: { type: 'string', default: NETWORKS },
      rounds: { type: 'string', default: '11' },
      'sample-ms': { type: 'string', default: '40' },
      profile: { type: 'string' },
    },
  });
  const { host, profile } = values;
  if (host !== 'node' && host !== 'chromium') {
    throw new Error(`--host is "${host}"; choose node or chromium.`);
  }
  const options: OverheadOptions = {
    networks: values.networks.split(','),
    rounds: Number(values.rounds),
    sampleMs: Number(values['sample-ms']),
    measured: await measuredKernels(profile),
  };
  const report = (await runBenchmark(host, 'overhead', options)) as OverheadReport;
  const { adapter, clock, waitMs } = report;
  process.stdout.write(
    `${adapter} (${host}), kernels by ${clock}, an empty wait takes ${waitMs.toFixed(2)} ms\n` +
      report.rows.map((row) => describe(row, waitMs)).join(''),
  );
  // A part of the networks must not replace the record of all.
  if (values.networks === NETWORKS)
    await writeResult(`overhead-${host}-${adapterSlug(adapter)}`, report);
}

function describe(row: OverheadRow, waitMs: number): string {
  const { network, kernels, distinct, stepMs, sumMs, overhead, between, executor } = row;
  const isJudged = stepMs.median >= JUDGED_FROM_MS;
  const verdict = !isJudged
    ? `a step below ${JUDGED_FROM_MS} ms is not judged`
    : overhead.median <= BAR
      ? 'within 10 %'
      : 'above 10 %';
  return [
    `${network}: step ${milliseconds(stepMs)}, sum of ${kernels} kernels (${distinct} distinct) ${milliseconds(sumMs)}`,
    `  overhead ${percent(overhead)}: ${verdict}`,
    ...(between === null || executor === null
      ? []
      : [
          `  of it among unlike kernels ${percent(between)}, the executor and the wait ${percent(executor)}`,
        ]),
    `  the host takes ${row.hostMs.toFixed(1)} ms for ${row.submits} submits; waiting takes ${waitMs.toFixed(2)} ms`,
    ...losses(row),
    '',
  ].join('\n');
}

/** Which kernels take longer among the others than alone, the costliest first. */
function losses({ shares, sumMs }: OverheadRow): readonly string[] {
  const lost = shares.flatMap((share) =>
    share.amongMs === null ? [] : [{ ...share, among: share.amongMs, ms: share.ms }],
  );
  const costOf = ({ count, among, ms }: (typeof lost)[number]) => count * (among - ms);
  return [...lost]
    .sort((a, b) => Math.abs(costOf(b)) - Math.abs(costOf(a)))
    .slice(0, LISTED)
    .map((each) => {
      const share = ((100 * costOf(each)) / sumMs.median).toFixed(1).padStart(6);
      const { count, ms, among, label, kernel } = each;
      return `  ${share} %  ${count} × ${ms.toPrecision(3)} ms alone, ${among.toPrecision(3)} ms among the others  ${label}  ${kernel}`;
    });
}

function milliseconds({ median, low, high }: Interval): string {
  return `${median.toPrecision(4)} ms (${low.toPrecision(4)}–${high.toPrecision(4)})`;
}

function percent({ median, low, high }: Interval): string {
  const text = (value: number) => (100 * value).toFixed(1);
  return `${text(median)} % (${text(low)} to ${text(high)})`;
}
