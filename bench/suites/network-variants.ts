// The suite `shrink`, and then variants of check networks really run beside the dense ones, in whichever host.
import {
  RUN_PAIRS,
  speedupOf,
  timeVariants,
  type VariantFailure,
  type VariantTimes,
} from '../../src/engine/time-variants.ts';
import type { GpuProvider } from '../../src/engine/gpu-provider.ts';
import { comparePass, passOfGraph } from '../../src/estimate/shrink/compare-pass.ts';
import { ComparedDevices } from '../../src/estimate/shrink/compared-devices.ts';
import type { Range } from '../../src/estimate/training-estimate.ts';
import { findCheckNetwork } from '../../src/models/check-networks/check-networks.ts';
import type { ModelGraph } from '../../src/models/graph.ts';
import { parseVariants } from '../../src/models/variants/parse-variants.ts';
import { FlopscopeError } from '../../src/shared/errors.ts';
import type { DeviceProfile } from '../../src/shared/result/schema.ts';
import type { Interval } from '../../src/shared/statistics.ts';
import { measureSuite } from '../support/measure-suite.ts';

export interface VariantsOptions {
  readonly networks: readonly string[];
  /** As the command line takes them; those that do not apply to a network are left out of it. */
  readonly variants: string;
  /** Of the suite `shrink`, of this device and host; measured first when absent. */
  readonly profile: DeviceProfile | undefined;
}

export interface VariantRow {
  readonly network: string;
  readonly variant: string;
  /** Of the dense time over the variant's, foretold before anything ran. */
  readonly predicted: Range | null;
  readonly predictedMs: number | null;
  readonly theoretical: number;
  readonly measured: Interval | null;
  readonly reason?: string;
  readonly ms: readonly number[];
  readonly denseMs: readonly number[];
}

export interface VariantsReport {
  readonly profile: DeviceProfile;
  readonly rows: readonly VariantRow[];
}

export async function run(
  provider: GpuProvider,
  options: unknown,
  log: (line: string) => void,
): Promise<VariantsReport> {
  const { networks, variants, profile: known } = options as VariantsOptions;
  const profile = known ?? (await measureSuite(provider, 'shrink', log));
  const rows: VariantRow[] = [];
  for (const id of networks) {
    const graph = findCheckNetwork(id).build();
    const forms = formsOf(graph, variants);
    // Before anything runs.
    const foretold = foretell(graph, forms, profile);
    await timeVariants(
      provider,
      { dense: graph, variants: forms, profile, ...RUN_PAIRS },
      {
        onVariant: (result) => {
          const row = rowOf(id, result, foretold);
          rows.push(row);
          log(lineOf(row));
        },
      },
    );
  }
  return { profile, rows };
}

interface Form {
  readonly id: string;
  readonly graph: ModelGraph;
}

type Foretold = Pick<VariantRow, 'predicted' | 'predictedMs' | 'theoretical'>;

function formsOf(graph: ModelGraph, list: string): readonly Form[] {
  return parseVariants(list).flatMap((variant) => {
    try {
      return [{ id: variant.id, graph: variant.apply(graph) }];
    } catch (thrown) {
      if (thrown instanceof FlopscopeError && thrown.code !== 'internal') return [];
      throw thrown;
    }
  });
}

function foretell(
  graph: ModelGraph,
  forms: readonly Form[],
  profile: DeviceProfile,
): ReadonlyMap<string, Foretold> {
  const device = new ComparedDevices(profile).plain;
  const dense = passOfGraph(graph, device);
  return new Map(
    forms.map((form) => {
      const pass = comparePass(passOfGraph(form.graph, device), dense, device);
      const { measuredSpeedup, seconds, theoreticalSpeedup } = pass;
      return [
        form.id,
        {
          predicted: measuredSpeedup,
          predictedMs: seconds === null ? null : seconds.value * 1e3,
          theoretical: theoreticalSpeedup,
        },
      ];
    }),
  );
}

function rowOf(
  network: string,
  result: VariantTimes | VariantFailure,
  foretold: ReadonlyMap<string, Foretold>,
): VariantRow {
  const expected = foretold.get(result.id) ?? {
    predicted: null,
    predictedMs: null,
    theoretical: Number.NaN,
  };
  const of = { network, variant: result.id, ...expected };
  if ('message' in result) {
    return { ...of, measured: null, reason: result.message, ms: [], denseMs: [] };
  }
  const { ms, denseMs } = result;
  return { ...of, measured: speedupOf(result).speedup, ms, denseMs };
}

function lineOf({ network, variant, predicted, measured, reason }: VariantRow): string {
  if (measured === null) return `${network}, ${variant}: ${reason ?? ''}`;
  const expected = predicted === null ? 'not foretold' : `foretold ${predicted.value.toFixed(3)}`;
  return `${network}, ${variant}: ${expected}, measured ${measured.median.toFixed(3)}`;
}
