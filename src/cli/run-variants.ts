// `flopscope compare --run`: the dense network and its variants, really run on this device, beside what was foretold.
import { isProfileOf } from '../engine/train-networks.ts';
import { RUN_PAIRS, speedupOf, timeVariants } from '../engine/time-variants.ts';
import type { InferenceUse } from '../estimate/inference/parse-inference.ts';
import { describeRuns, type RunRow, runRows } from '../estimate/shrink/run-rows.ts';
import type { VariantComparison } from '../estimate/shrink/variant-comparison.ts';
import { variantsToRun } from '../estimate/shrink/variants-to-run.ts';
import { FlopscopeError } from '../shared/errors.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { formatTable } from './format-table.ts';
import { nodeProvider } from './node-provider.ts';

export interface RunQuestion {
  readonly model: string;
  /** As typed. */
  readonly variants: string;
  readonly use: InferenceUse;
  readonly profile: DeviceProfile;
  readonly comparison: VariantComparison;
  readonly adapter: string | undefined;
}

/** @throws FlopscopeError `invalid-input` when the profile is not of the device that is here; otherwise as `timeVariants`. */
export async function runVariantsHere(question: RunQuestion): Promise<readonly RunRow[]> {
  const { model, variants: typed, use, profile, comparison, adapter } = question;
  const provider = await nodeProvider(adapter);
  if (!(await isProfileOf(provider, profile))) {
    throw new FlopscopeError(
      'invalid-input',
      'The profile was measured on another device, runtime or system than this one, so that nothing run here can be held against it. Measure this device first: flopscope measure --suite shrink.',
    );
  }
  const { dense, variants, refused } = variantsToRun(model, typed, use);
  const controller = new AbortController();
  const onInterrupt = () => {
    controller.abort();
  };
  process.once('SIGINT', onInterrupt);
  try {
    const timed = await timeVariants(
      provider,
      { dense, variants, profile, ...RUN_PAIRS },
      {
        signal: controller.signal,
        onVariant: ({ id }) => {
          process.stderr.write(`${id}: run\n`);
        },
      },
    );
    const results = timed.map((times) => ('message' in times ? times : speedupOf(times)));
    return runRows(comparison.variants, [...refused, ...results]);
  } finally {
    process.removeListener('SIGINT', onInterrupt);
  }
}

export function formatRuns(rows: readonly RunRow[]): string {
  const table = formatTable([
    ['really run', 'foretold', 'measured', 'error', 'inside', 'one pass'],
    ...rows.map(formatRow),
  ]);
  const summary = describeRuns(rows);
  return [table, '', ...(summary === undefined ? [] : [summary, '']), ''].join('\n');
}

function formatRow({ id, foretold, run, reason, errorPercent, inside }: RunRow): string[] {
  const expected = foretold === null ? '–' : times(foretold.value, foretold);
  if (run === undefined) return [id, expected, reason ?? '–'];
  const { speedup, ms } = run;
  return [
    id,
    expected,
    times(speedup.median, speedup),
    errorPercent === undefined ? '–' : `${errorPercent.toFixed(1)} %`,
    inside === undefined ? '–' : inside ? 'yes' : 'no',
    `${ms.median.toPrecision(3)} ms`,
  ];
}

function times(value: number, { low, high }: { readonly low: number; readonly high: number }) {
  return `${value.toFixed(2)}× (${low.toFixed(2)}–${high.toFixed(2)})`;
}
