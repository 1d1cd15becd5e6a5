// From the readings of the sensors to what the result keeps: watts at rest, watts and joules per FLOP of every
// kernel that was timed.
import type {
  AdapterIdentity,
  DeviceProfile,
  Measured,
  Power,
} from '../../shared/result/schema.ts';
import { median } from '../../shared/statistics.ts';
import { meanWatts, type Span } from './integrate-power.ts';
import type { PowerReading, PowerReport, PowerSeries } from './power-meter.ts';

/** Fewer readings than this while a kernel was sampled say nothing about it. */
const FEWEST_READINGS = 3;

/** Half an hour at ten readings a second, thinned beyond that: a result stays a small file. */
const MOST_READINGS = 18_000;

export interface PowerTimes {
  /** The provider's clock at the moment that the result calls 0. */
  readonly runStartMs: number;
  /** The device rests in this span, by the provider's clock. */
  readonly idle: Span;
}

export function summarisePower(
  profile: Pick<DeviceProfile, 'identity' | 'ceilings' | 'measurements'>,
  { series, notes }: PowerReport,
  { runStartMs, idle }: PowerTimes,
): Power {
  const records = timedRecords(profile);
  const sensors = ownSensors(series, profile.identity, records, runStartMs, idle);
  return {
    sensors: sensors.map((sensor) => ({
      source: sensor.source,
      covers: sensor.covers,
      idleWatts: idleWatts(sensor.readings, idle),
      readings: thin(sensor.readings).map(({ atMs, watts }) => ({
        atMs: Math.round(atMs - runStartMs),
        watts,
      })),
    })),
    kernels: sensors.flatMap(({ readings }, sensor) =>
      records.flatMap(({ list, index, measured }) => {
        const watts = kernelWatts(readings, measured, runStartMs);
        if (watts === undefined) return [];
        const joules = (watts * measured.durationMs.median) / 1e3;
        return [
          {
            sensor,
            list,
            index,
            watts,
            joulesPerFlop: measured.flops === 0 ? null : joules / measured.flops,
            joulesPerByte: measured.bytes === 0 ? null : joules / measured.bytes,
          },
        ];
      }),
    ),
    notes: notes.map((note) => note.slice(0, 500)),
  };
}

interface TimedRecord {
  readonly list: Power['kernels'][number]['list'];
  readonly index: number;
  readonly measured: Measured;
}

function timedRecords({
  ceilings,
  measurements,
}: Pick<DeviceProfile, 'ceilings' | 'measurements'>): readonly TimedRecord[] {
  return [
    ...ceilings.map(({ best }, index) => ({ list: 'ceilings', index, measured: best }) as const),
    ...measurements.flatMap((measured, index) =>
      measured.status === 'measured' ? [{ list: 'measurements', index, measured } as const] : [],
    ),
  ];
}

/**
 * The card that was measured, and the processor. Of several cards of the adapter's vendor it is the one that
 * rose most above its rest while kernels ran: neither Dawn nor the sensors tell which is which.
 */
function ownSensors(
  series: readonly PowerSeries[],
  identity: AdapterIdentity,
  records: readonly TimedRecord[],
  runStartMs: number,
  idle: Span,
): readonly PowerSeries[] {
  const spans = records.flatMap(({ measured }) => sampleSpans(measured, runStartMs));
  const rise = ({ readings }: PowerSeries) =>
    (meanWatts(readings, spans) ?? 0) - (idleWatts(readings, idle) ?? 0);
  const [card] = identity.softwareAdapter
    ? []
    : series
        .filter(({ gpuVendor }) => gpuVendor !== undefined && gpuVendor === identity.vendor)
        .sort((a, b) => rise(b) - rise(a));
  const processor = series.filter(({ gpuVendor }) => gpuVendor === undefined);
  return [...(card === undefined ? [] : [card]), ...processor];
}

function sampleSpans(measured: Measured, runStartMs: number): readonly Span[] {
  return measured.sampleTimesMs.map((endMs, sample) => {
    const lengthMs = (measured.samplesMs[sample] ?? 0) * measured.executionsPerSample;
    return { fromMs: runStartMs + endMs - lengthMs, toMs: runStartMs + endMs };
  });
}

function kernelWatts(
  readings: readonly PowerReading[],
  measured: Measured,
  runStartMs: number,
): number | undefined {
  const spans = sampleSpans(measured, runStartMs);
  const from = Math.min(...spans.map(({ fromMs }) => fromMs));
  const to = Math.max(...spans.map(({ toMs }) => toMs));
  const inside = readings.filter(({ atMs }) => atMs >= from && atMs <= to);
  return inside.length < FEWEST_READINGS ? undefined : meanWatts(readings, spans);
}

function idleWatts(readings: readonly PowerReading[], { fromMs, toMs }: Span): number | null {
  const watts = readings
    .filter(({ atMs }) => atMs >= fromMs && atMs <= toMs)
    .map((reading) => reading.watts);
  return watts.length === 0 ? null : median(watts);
}

function thin(readings: readonly PowerReading[]): readonly PowerReading[] {
  const every = Math.ceil(readings.length / MOST_READINGS);
  return every <= 1 ? readings : readings.filter((_, index) => index % every === 0);
}
