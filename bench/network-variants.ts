// npm run bench:variants: speed-ups of variants as they are foretold from the suite `shrink`, beside the same networks
// really run in both forms: -- --host chromium --networks lenet,vit-block --variants int8,pruned:0.9 --profile FILE
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { formatTable } from '../src/cli/format-table.ts';
import { loadProfile } from '../src/cli/profile-store.ts';
import { median } from '../src/shared/statistics.ts';
import type { VariantRow, VariantsOptions, VariantsReport } from './suites/network-variants.ts';
import { adapterSlug } from './support/adapter-slug.ts';
import { runBenchmark } from './support/hosts.ts';
import { writeResult } from './support/write-result.ts';

/** Fully connected, convolutional and attention networks, parts and whole ones; a pass takes no more than seconds. */
const NETWORKS = [
  'mlp-wide',
  'lenet',
  'mobilenet-blocks',
  'resnet-stage',
  'vit-block',
  'bert-layer-1',
  'bert-layer-4',
  'mobilenet-v2',
  'resnet18',
];
const VARIANTS =
  'pruned:0.9,pruned:0.98,blocks:0.75,channels:0.5,low-rank:0.5,fused,int8,int8-weights,int4-weights';

export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      host: { type: 'string', default: 'node' },
      networks: { type: 'string' },
      variants: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const { host, networks, variants, profile: file } = values;
  if (host !== 'node' && host !== 'chromium') {
    throw new Error(`--host is "${host}"; choose node or chromium.`);
  }
  const options: VariantsOptions = {
    networks: networks?.split(',') ?? NETWORKS,
    variants: variants ?? VARIANTS,
    profile: file === undefined ? undefined : await loadProfile(file),
  };
  const { profile, rows } = (await runBenchmark(
    host,
    'network-variants',
    options,
  )) as VariantsReport;
  const summary = summarise(rows);
  process.stdout.write(`${table(rows)}\n\n${describe(summary)}\n`);
  // A part of them must not replace the record of all.
  if (networks !== undefined || variants !== undefined) return;
  const { vendor, architecture, description } = profile.identity;
  const name = `${host}-${adapterSlug([vendor, architecture, description].join(' '))}`;
  await writeFile(`bench/results/shrink-${name}.json.gz`, gzipSync(JSON.stringify(profile)));
  await writeResult(`variants-${name}`, { createdAt: new Date().toISOString(), summary, rows });
}

interface Summary {
  readonly cases: number;
  readonly medianErrorPercent: number;
  readonly worstErrorPercent: number;
  /** Of the cases: the measured ratio lies in the foretold interval. */
  readonly insideShare: number;
  /** Cases in which neither interval contains 1, and those of them in which both lie on one side of it. */
  readonly directions: { readonly clear: number; readonly right: number };
}

function summarise(rows: readonly VariantRow[]): Summary {
  const compared = rows.flatMap(({ predicted, measured }) =>
    predicted === null || measured === null ? [] : [{ predicted, measured }],
  );
  const errors = compared.map(({ predicted, measured }) =>
    Math.abs(100 * (predicted.value / measured.median - 1)),
  );
  const clear = compared.filter(
    ({ predicted, measured }) =>
      (predicted.low > 1 || predicted.high < 1) && (measured.low > 1 || measured.high < 1),
  );
  return {
    cases: compared.length,
    medianErrorPercent: median(errors),
    worstErrorPercent: Math.max(...errors),
    insideShare:
      compared.filter(
        ({ predicted, measured }) =>
          measured.median >= predicted.low && measured.median <= predicted.high,
      ).length / compared.length,
    directions: {
      clear: clear.length,
      right: clear.filter(({ predicted, measured }) => predicted.value > 1 === measured.median > 1)
        .length,
    },
  };
}

function table(rows: readonly VariantRow[]): string {
  return formatTable([
    ['network', 'variant', 'by FLOPs', 'foretold', 'interval', 'measured', 'interval', 'error'],
    ...rows.map(({ network, variant, theoretical, predicted, measured, reason }) => [
      network,
      variant,
      theoretical.toFixed(2),
      predicted?.value.toFixed(3) ?? '–',
      predicted === null ? '–' : `${predicted.low.toFixed(3)}–${predicted.high.toFixed(3)}`,
      measured?.median.toFixed(3) ?? '–',
      measured === null
        ? (reason ?? '–')
        : `${measured.low.toFixed(3)}–${measured.high.toFixed(3)}`,
      predicted === null || measured === null
        ? '–'
        : `${(100 * (predicted.value / measured.median - 1)).toFixed(1)} %`,
    ]),
  ]);
}

function describe({
  cases,
  medianErrorPercent,
  worstErrorPercent,
  insideShare,
  directions,
}: Summary): string {
  return `${cases} cases: error of the speed-up median ${medianErrorPercent.toFixed(1)} %, worst ${worstErrorPercent.toFixed(1)} %; ${(100 * insideShare).toFixed(0)} % inside the foretold interval; direction right in ${directions.right} of ${directions.clear} that are clear.`;
}
