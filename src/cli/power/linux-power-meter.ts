// Every power sensor that a Linux machine lets this user read, sampled together while something is measured.
import type { PowerMeter, PowerReading, PowerReport } from '../../engine/power/power-meter.ts';
import { findAmdgpu } from './amdgpu.ts';
import { NvidiaSmi } from './nvidia-smi.ts';
import type { FoundSensors, PolledSensor } from './polled-sensor.ts';
import { findRapl } from './rapl.ts';

/** Ten readings in a kernel's second of samples; boards refresh their own value no faster than this. */
const INTERVAL_MS = 100;

export interface PowerMeterOptions {
  /** Milliseconds; the clock of the readings. */
  readonly now: () => number;
  /** Of the file system that holds `sys`. */
  readonly root?: string;
  readonly platform?: NodeJS.Platform;
}

/** @returns undefined where nothing can be read, nor explained why not. */
export async function linuxPowerMeter({
  now,
  root = '/',
  platform = process.platform,
}: PowerMeterOptions): Promise<PowerMeter | undefined> {
  if (platform !== 'linux') return undefined;
  const found = await Promise.all([findAmdgpu(root), findRapl(root)]);
  const nvidia = await NvidiaSmi.find();
  const sensors = found.flatMap((each) => each.sensors);
  const notes = found.flatMap((each) => each.notes);
  if (nvidia === undefined && sensors.length === 0 && notes.length === 0) return undefined;
  return new LinuxPowerMeter({ sensors, notes }, nvidia, now);
}

class LinuxPowerMeter implements PowerMeter {
  readonly #polled: readonly { readonly sensor: PolledSensor; readonly readings: PowerReading[] }[];
  readonly #notes: readonly string[];
  readonly #nvidia: NvidiaSmi | undefined;
  readonly #now: () => number;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor({ sensors, notes }: FoundSensors, nvidia: NvidiaSmi | undefined, now: () => number) {
    this.#polled = sensors.map((sensor) => ({ sensor, readings: [] }));
    this.#notes = notes;
    this.#nvidia = nvidia;
    this.#now = now;
  }

  async start(): Promise<void> {
    this.#nvidia?.start(INTERVAL_MS, this.#now);
    if (this.#polled.length === 0) return;
    await this.#poll();
    this.#timer = setInterval(() => {
      void this.#poll();
    }, INTERVAL_MS);
  }

  async stop(): Promise<PowerReport> {
    clearInterval(this.#timer);
    await this.#poll();
    const nvidia = (await this.#nvidia?.stop()) ?? [];
    const polled = this.#polled.map(({ sensor, readings }) => ({ ...sensor.describes, readings }));
    return { series: [...nvidia, ...polled], notes: this.#notes };
  }

  async #poll(): Promise<void> {
    for (const { sensor, readings } of this.#polled) {
      const reading = await sensor.read(this.#now());
      if (reading !== undefined && reading.atMs > (readings.at(-1)?.atMs ?? 0)) {
        readings.push(reading);
      }
    }
  }
}
