// The same suite several times: how much do its figures differ, as measured and after drift correction?
import { measure } from '../../src/engine/measure.ts';
import type { GpuProvider } from '../../src/engine/gpu-provider.ts';
import type { DeviceProfile, SuiteId } from '../../src/shared/result/schema.ts';
import { coefficientOfVariation, median } from '../../src/shared/statistics.ts';

export interface RepeatabilityOptions {
  readonly suite: SuiteId;
  readonly runs: number;
}

export interface RepeatabilityRow {
  readonly what: string;
  /** GFLOP/s or GB/s of each run. */
  readonly rates: readonly number[];
  /** Coefficient of variation of the rates. */
  readonly raw: number;
  /** Of the rates over the sentinel's rate in the same rounds; null where nothing ran beside. */
  readonly corrected: number | null;
}

export interface RepeatabilityReport {
  readonly adapter: string;
  readonly suite: SuiteId;
  readonly durationsMs: readonly number[];
  readonly drifts: readonly number[];
  readonly rows: readonly RepeatabilityRow[];
  readonly profiles: readonly DeviceProfile[];
}

export async function run(
  provider: GpuProvider,
  options: unknown,
  log: (line: string) => void,
): Promise<RepeatabilityReport> {
  const { suite, runs } = options as RepeatabilityOptions;
  const profiles: DeviceProfile[] = [];
  for (let index = 0; index < runs; index++) {
    const profile = await measure(provider, { suite }, { onEvent: () => undefined });
    log(`run ${index + 1} of ${runs}: ${(profile.durationMs / 1e3).toFixed(1)} s`);
    profiles.push(profile);
  }
  const [first] = profiles;
  return {
    adapter: first?.identity.description ?? '',
    suite,
    durationsMs: profiles.map((profile) => Math.round(profile.durationMs)),
    drifts: profiles.map((profile) => profile.drift.largestChange),
    rows: [...ceilingRows(profiles), ...kernelRows(profiles)],
    profiles,
  };
}

function ceilingRows(profiles: readonly DeviceProfile[]): RepeatabilityRow[] {
  return (profiles[0]?.ceilings ?? []).map(({ kind, precision }) => {
    const rates = profiles.flatMap(({ ceilings }) => {
      const same = ceilings.find((each) => each.kind === kind && each.precision === precision);
      if (same === undefined) return [];
      return [(1e3 / same.best.durationMs.median) * (same.best.flops || same.best.bytes)];
    });
    return { what: `ceiling ${kind} ${precision}`, rates, raw: variation(rates), corrected: null };
  });
}

function kernelRows(profiles: readonly DeviceProfile[]): RepeatabilityRow[] {
  const measured = profiles.map(({ measurements }) =>
    measurements.flatMap((entry) => (entry.status === 'measured' ? [entry] : [])),
  );
  const keyOf = (entry: (typeof measured)[number][number]) =>
    `${entry.kernel} ${JSON.stringify(Object.values(entry.problem))}`;
  return (measured[0] ?? []).map((entry) => {
    const same = measured.flatMap((run) => run.find((each) => keyOf(each) === keyOf(entry)) ?? []);
    const rates = same.map((each) => each.flopsPerSecond?.median ?? 0);
    const shares = same.flatMap((each) => each.shareOfCeiling?.median ?? []);
    return {
      what: keyOf(entry),
      rates,
      raw: variation(rates),
      corrected: shares.length === same.length ? variation(shares) : null,
    };
  });
}

function variation(values: readonly number[]): number {
  return values.length < 2 ? 0 : coefficientOfVariation(values);
}

/** The figure that the bar speaks of: the median over all rows. */
export function typical(rows: readonly RepeatabilityRow[], pick: 'raw' | 'corrected'): number {
  const values = rows.flatMap((row) => row[pick] ?? []);
  return values.length === 0 ? 0 : median(values);
}
