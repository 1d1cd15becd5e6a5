// The energy counters of the processor's packages, which Linux offers for Intel and AMD as "powercap"
// (Documentation/power/powercap/powercap.rst): microjoules that start again at 0 after max_energy_range_uj.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PowerReading } from '../../engine/power/power-meter.ts';
import type { FoundSensors, PolledSensor } from './polled-sensor.ts';

/** Zones of their own; "intel-rapl:0:1" is a part of one, "intel-rapl-mmio:0" the same one once more. */
const ZONE = /^intel-rapl:\d+$/;

interface Zone {
  readonly folder: string;
  readonly rangeMicrojoules: number;
}

/** @param root of the file system. */
export async function findRapl(root: string): Promise<FoundSensors> {
  const powercap = join(root, 'sys/class/powercap');
  const zones: Zone[] = [];
  let denied = false;
  for (const name of await entries(powercap)) {
    const folder = join(powercap, name);
    if (!ZONE.test(name) || !(await text(folder, 'name')).startsWith('package')) continue;
    try {
      await readFile(join(folder, 'energy_uj'));
      zones.push({ folder, rangeMicrojoules: Number(await text(folder, 'max_energy_range_uj')) });
    } catch (thrown) {
      denied ||= isDenial(thrown);
    }
  }
  return {
    sensors: zones.length === 0 ? [] : [new RaplSensor(zones)],
    notes: denied
      ? [
          "The processor's energy counters can be read by root only, as Linux has it since 2020 (CVE-2020-8694). Run as root, or allow it: sudo chmod o+r /sys/class/powercap/intel-rapl:*/energy_uj",
        ]
      : [],
  };
}

function isDenial(thrown: unknown): boolean {
  const { code } = thrown as NodeJS.ErrnoException;
  return code === 'EACCES' || code === 'EPERM';
}

async function entries(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch {
    return [];
  }
}

async function text(folder: string, file: string): Promise<string> {
  try {
    return (await readFile(join(folder, file), 'utf8')).trim();
  } catch {
    return '';
  }
}

/** Microjoules used between two readings of a counter that wraps at most once in between. */
export function counterDifference(before: number, after: number, range: number): number {
  return after >= before ? after - before : after + range - before;
}

class RaplSensor implements PolledSensor {
  readonly describes;
  readonly #zones: readonly Zone[];
  #last: { readonly atMs: number; readonly counters: readonly number[] } | undefined;

  constructor(zones: readonly Zone[]) {
    this.#zones = zones;
    const packages = zones.length === 1 ? 'the processor' : `all ${zones.length} processors`;
    this.describes = {
      source: 'powercap energy_uj (RAPL)',
      covers: `${packages}, package with its cores and built-in graphics, without memory and board`,
      gpuVendor: undefined,
    };
  }

  /** The mean since the last reading, told for the middle between both. */
  async read(atMs: number): Promise<PowerReading | undefined> {
    const counters = await Promise.all(
      this.#zones.map(async ({ folder }) => Number(await text(folder, 'energy_uj'))),
    );
    const last = this.#last;
    this.#last = { atMs, counters };
    if (last === undefined || atMs <= last.atMs) return undefined;
    const microjoules = this.#zones.reduce(
      (sum, { rangeMicrojoules }, zone) =>
        sum + counterDifference(last.counters[zone] ?? 0, counters[zone] ?? 0, rangeMicrojoules),
      0,
    );
    return { atMs: (last.atMs + atMs) / 2, watts: microjoules / 1e3 / (atMs - last.atMs) };
  }
}
